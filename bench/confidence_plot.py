"""The reliability plot of reading confidence: what was said to be accepted beside what was, as an SVG."""

from itertools import pairwise
from math import sqrt

import numpy as np

EDGES = (0.0, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 1.01)
LEFT, TOP, SIDE, FOOT = 64, 24, 440, 96
FEW = 5  # a bin of fewer is left out
Z = 1.96


def plot_of(share: np.ndarray, judged: np.ndarray, random: np.ndarray) -> str:
    """Two rows of points: figures drawn at random, and those chosen since they were doubtful."""
    height = TOP + SIDE + FOOT + 70
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + SIDE + 190} {height}" role="img" '
        'aria-labelledby="t d" font-family="Georgia, serif" font-size="14" fill="#222">',
        '<title id="t">Reading confidence: what was said beside what was found</title>',
        '<desc id="d">For figures grouped by the share that the program gave them, the share that a careful reader '
        "accepted, with intervals of 95 %. On the line, both are the same.</desc>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        *_frame(),
    ]
    bars = judged >= 0
    lines += _points(share[bars & random], judged[bars & random], "#1b5e8c", 0)
    lines += _points(share[bars & ~random], judged[bars & ~random], "#b5541c", 4, hollow=True)
    lines += _many(share[bars & random])
    lines += _legend()
    return "\n".join([*lines, "</svg>"]) + "\n"


def _x(share: float) -> str:
    return f"{LEFT + SIDE * share:.1f}"


def _y(share: float) -> str:
    return f"{TOP + SIDE * (1 - share):.1f}"


def _frame() -> list[str]:
    found = []
    for tenth in range(0, 11, 2):
        at = tenth / 10
        found.append(f'<path d="M{_x(0)} {_y(at)}H{_x(1)}M{_x(at)} {_y(0)}V{_y(1)}" stroke="#e3e3e3"/>')
        found.append(f'<text x="{LEFT - 10}" y="{_y(at)}" dy="5" text-anchor="end">{10 * tenth} %</text>')
        found.append(f'<text x="{_x(at)}" y="{TOP + SIDE + 20}" text-anchor="middle">{10 * tenth} %</text>')
    found.append(f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#888" stroke-dasharray="5 4"/>')
    middle = TOP + SIDE / 2
    found.append(
        f'<text x="16" y="{middle}" transform="rotate(-90 16 {middle})" text-anchor="middle">'
        "accepted by a careful reader</text>"
    )
    return found


def _points(share: np.ndarray, right: np.ndarray, colour: str, beside: float, hollow: bool = False) -> list[str]:
    found = []
    for low, high in pairwise(EDGES):
        own = (share >= low) & (share < high)
        number = int(own.sum())
        if number < FEW:
            continue
        bottom, top = _interval(int(right[own].sum()), number)
        x = f"{LEFT + SIDE * float(share[own].mean()) + beside:.1f}"
        fill = "#fff" if hollow else colour
        found.append(f'<path d="M{x} {_y(bottom)}V{_y(top)}" stroke="{colour}" stroke-width="1.5" opacity="0.6"/>')
        found.append(
            f'<circle cx="{x}" cy="{_y(float(right[own].mean()))}" r="5" fill="{fill}" stroke="{colour}" '
            f'stroke-width="2"><title>{number} figures</title></circle>'
        )
    return found


def _interval(right: int, number: int) -> tuple[float, float]:
    """Wilson's interval of 95 %."""
    part, square = right / number, Z * Z / number
    middle, half = part + square / 2, Z * sqrt(part * (1 - part) / number + square / (4 * number))
    return (middle - half) / (1 + square), (middle + half) / (1 + square)


def _many(share: np.ndarray) -> list[str]:
    """How many figures have which share."""
    foot = TOP + SIDE + FOOT
    counts = np.histogram(share, bins=np.linspace(0, 1, 21))[0]
    found = [f'<path d="M{_x(0)} {foot}H{_x(1)}" stroke="#888"/>']
    for n, number in enumerate(counts):
        tall = 54 * number / counts.max()
        if number:
            found.append(
                f'<rect x="{_x(n / 20 + 0.004)}" y="{foot - tall:.1f}" width="{SIDE * 0.042:.1f}" '
                f'height="{tall:.1f}" fill="#1b5e8c" opacity="0.75"><title>{number} figures</title></rect>'
            )
    under = 'text-anchor="middle" fill="#555"'
    found.append(f'<text x="{_x(0.5)}" y="{foot + 22}" {under}>confidence that the program gave</text>')
    found.append(f'<text x="{_x(0.5)}" y="{foot + 42}" {under}>(bars: how many figures drawn at random have it)</text>')
    return found


def _legend() -> list[str]:
    x = LEFT + SIDE + 22
    rows = (("#1b5e8c", "#1b5e8c", "drawn at random"), ("#b5541c", "#fff", "chosen as doubtful"))
    found = []
    for n, (stroke, fill, words) in enumerate(rows):
        y = TOP + 24 + 26 * n
        found.append(f'<circle cx="{x}" cy="{y}" r="5" fill="{fill}" stroke="{stroke}" stroke-width="2"/>')
        found.append(f'<text x="{x + 14}" y="{y + 5}">{words}</text>')
    found.append(f'<text x="{x - 6}" y="{TOP + 84}" fill="#555">lines: 95 % intervals</text>')
    return found
