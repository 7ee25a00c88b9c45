"""What the Task Force decides with: scores of countries and donors, gifts, scenarios and briefs. No screen, no versions."""
