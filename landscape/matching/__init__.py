"""From a workbook to the landscape: columns to fields, values to records and codes, amounts to US dollars; with the reason."""
