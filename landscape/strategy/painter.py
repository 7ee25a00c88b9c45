"""The process that draws charts for paper. It ends with its input.

On each line in a Vega-Lite specification; out the size of a PNG picture and the picture, or a negative size and why not.
"""

from __future__ import annotations

import sys

VEGA_LITE = "6.4"  # what Altair writes
SCALE = 1.7  # points of the picture per unit of the chart: 240 per inch where 480 units are half a page


def main() -> None:
    """Draw until there is nothing more to draw."""
    import vl_convert

    vl_convert.vegalite_to_png({"mark": "point"}, vl_version=VEGA_LITE)  # the first one takes half a second more
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        try:
            answer = vl_convert.vegalite_to_png(line.decode(), vl_version=VEGA_LITE, scale=SCALE, allowed_base_urls=[])
            size = len(answer)
        except ValueError as fault:
            answer = str(fault).encode()
            size = -len(answer)
        out.write(b"%d\n" % size)
        out.write(answer)
        out.flush()


if __name__ == "__main__":
    main()
