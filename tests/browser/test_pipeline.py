"""An opportunity from the first word to the board, as a member makes it with mouse and keyboard."""


def cell(page, number, row):
    """Click the first cell of a row of an editable table; the first row is 1."""
    grid = page.locator("[data-testid=stDataFrame]").nth(number)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    page.mouse.click(box["x"] + 60, box["y"] + 39 * row + 19)


def type_in(page, text):
    """Open the editor of the cell that is chosen, type into it, and leave it."""
    page.keyboard.press("Enter")
    page.locator("#portal textarea, #portal input").first.wait_for()
    page.keyboard.type(text, delay=20)
    page.keyboard.press("Enter")


def publish(reader, version):
    page = reader.page
    reader.settle()
    page.get_by_label("Name", exact=True).fill("Ana")
    page.get_by_label("Note", exact=True).fill("Meeting")
    page.get_by_role("button", name="Publish").click()
    page.get_by_text(f"Version {version} of the landscape is in force.").wait_for()


def test_an_opportunity_is_added_moved_published_and_seen_on_the_board(own, reader):
    page = reader.open(own.address("/pipeline")).page
    page.get_by_role("button", name="Add an opportunity").click()
    page.get_by_text("1 new row").wait_for()
    reader.settle()
    cell(page, 0, 1)
    type_in(page, "UNFPA for training")
    page.get_by_text("1 new record").wait_for()
    publish(reader, "0002")
    reader.settle()

    cell(page, 0, 3)  # in the order of their codes
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    type_in(page, "Researched")
    page.get_by_text("1 changed record").wait_for()
    publish(reader, "0003")
    reader.settle()

    page.get_by_role("radio", name="Board").or_(page.get_by_role("button", name="Board", exact=True)).first.click()
    page.get_by_text("Researched · 1").wait_for()
    assert "UNFPA for training" in page.locator(".st-key-card_unfpa-for-training").inner_text()
    page.locator(".st-key-open_unfpa-for-training button").first.click()
    page.get_by_text("1 of 3 opportunities").wait_for()
    reader.settle()
    assert reader.own_complaints() == []
