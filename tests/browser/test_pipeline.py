"""An opportunity from the first word to the board, as a member makes it with mouse and keyboard."""

LONG = 60_000  # milliseconds: a preview on a busy machine


def choose(page, number, row, right=0):
    """Choose a cell of an editable table: the first of a row, the first row is 1, and so many to the right of it."""
    grid = page.locator("[data-testid=stDataFrame]").nth(number)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    page.mouse.click(box["x"] + 60, box["y"] + 39 * row + 19)
    for column in range(right + 1):
        grid.locator(f"td[aria-selected=true][aria-colindex='{column + 1}']").wait_for(state="attached")
        if column < right:
            page.keyboard.press("ArrowRight")


def type_in(page, text):
    """Open the editor of the cell that is chosen, type into it, and leave it."""
    page.keyboard.press("Enter")
    editor = page.locator("#portal textarea, #portal input").first
    editor.wait_for()
    page.keyboard.type(text, delay=20)
    page.keyboard.press("Enter")
    editor.wait_for(state="detached")


def publish(reader, version):
    page = reader.page
    reader.settle()
    page.get_by_label("Name", exact=True).fill("Ana")
    page.get_by_label("Note", exact=True).fill("Meeting")
    page.get_by_role("button", name="Publish").click()
    page.get_by_text(f"Version {version} of the landscape is in force.").wait_for(timeout=LONG)


def test_an_opportunity_is_added_moved_published_and_seen_on_the_board(own, reader):
    page = reader.open(own.address("/pipeline")).page
    page.get_by_role("button", name="Add an opportunity").click()
    page.get_by_text("1 new row").wait_for()
    reader.settle()
    choose(page, 0, 1)
    type_in(page, "UNFPA for training")
    page.get_by_text("1 new record").wait_for(timeout=LONG)
    publish(reader, "0002")
    reader.settle()

    choose(page, 0, 3, right=2)  # rows stand in the order of their codes, the stage after name and “Remove”
    type_in(page, "Researched")
    page.get_by_text("1 changed record").wait_for(timeout=LONG)
    publish(reader, "0003")
    reader.settle()

    page.get_by_role("radio", name="Board").or_(page.get_by_role("button", name="Board", exact=True)).first.click()
    page.locator("[data-testid=stMain] strong").get_by_text("Researched", exact=True).wait_for()
    page.locator(".st-key-card_unfpa-for-training").get_by_text("UNFPA for training").wait_for()
    page.locator(".st-key-open_unfpa-for-training button").first.click()
    page.get_by_text("1 of 3 opportunities").wait_for()
    reader.settle()
    assert reader.own_complaints() == []
