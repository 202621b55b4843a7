"""The picture of docs/sampling.md, drawn from the exact probabilities: `python -m tests.missed_picture > docs/missed.svg`."""

from station.rules.sampling import missed

PACKAGES, MOST = 100, 30
DRAWS = {10: "#b3261e", 23: "#1a5fb4", 45: "#26734d"}
LEFT, TOP, STEP, HEIGHT = 60, 20, 20, 240


def x(swapped):
    """Where a number of swapped packages stands."""
    return LEFT + swapped * STEP


def y(millionths):
    """Where a probability stands, to a tenth of a point."""
    return f"{TOP + HEIGHT - HEIGHT * millionths / 1_000_000:.1f}"


def curve(number, size, colour):
    """The curve of one draw, and its name."""
    chances = [missed(PACKAGES, size, swapped).rounded_up(1_000_000) for swapped in range(MOST + 1)]
    points = " ".join(f"{x(swapped)},{y(each)}" for swapped, each in enumerate(chances))
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>\n'
        f'<text x="{x(20)}" y="{TOP + 18 + 17 * number}" fill="{colour}">{size} of {PACKAGES} drawn</text>'
    )


def picture():
    """The whole picture."""
    width, bottom = x(MOST) + 30, TOP + HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {bottom + 50}" font-family="sans-serif" font-size="13">',
        f'<rect width="{width}" height="{bottom + 50}" fill="white"/>',
    ]
    for percent in (0, 5, 25, 50, 75, 100):
        here = y(percent * 10_000)
        lines += [
            f'<path d="M{LEFT} {here}H{x(MOST)}" stroke="#ccc"/>',
            f'<text x="{LEFT - 8}" y="{here}" text-anchor="end" dominant-baseline="middle">{percent} %</text>',
        ]
    lines += [
        f'<text x="{x(each)}" y="{bottom + 18}" text-anchor="middle">{each}</text>' for each in (0, 1, 5, 10, 20, 30)
    ]
    lines.append(
        f'<text x="{x(MOST // 2)}" y="{bottom + 40}" text-anchor="middle">swapped packages of {PACKAGES}; '
        "upwards: the probability that none of them is drawn</text>"
    )
    return "\n".join([*lines, *(curve(number, *each) for number, each in enumerate(DRAWS.items())), "</svg>", ""])


if __name__ == "__main__":
    print(picture(), end="")
