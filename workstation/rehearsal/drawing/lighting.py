"""Lamps of the rehearsal's main exhibitor."""

import math

from workstation.rehearsal.drawing.canvas import (
    Colour,
    Sheet,
    along,
    darker,
    down,
    flat,
    lighter,
    path,
    round_body,
    steel,
)

_WARM = "#ffd98a"


def led_panel(s: Sheet, main: Colour, accent: Colour) -> None:
    """A square panel seen at an angle, with its driver."""
    s.shade(500, 664, 400, 30)
    s.line(path("610,214 720,120 812,150"), 8, flat("#59636b"), True)
    s.box(800, 122, 934, 182, down("#ffffff", "#cfd6db"), 10)
    s.text(867, 152, "DRIVER", 20, "#6b7780")
    s.polygon(path("176,246 700,168 836,566 262,668"), along("#eef1f3", "#b7c0c7"))
    s.polygon(path("262,668 836,566 838,586 264,690"), down("#aab4bb", "#7d8890"))
    s.polygon(path("206,266 682,194 800,552 280,644"), down("#ffffff", main))
    s.polygon(path("206,266 440,231 560,594 280,644"), flat("#ffffff", 120))
    s.line(path("206,266 682,194 800,552 280,644 206,266"), 4, flat(accent, 150))
    s.glow(500, 420, 330, "#ffffff", 0.55)


def desk_lamp(s: Sheet, main: Colour, accent: Colour) -> None:
    """A jointed desk lamp that shines down."""
    s.glow(690, 520, 260, _WARM, 0.75)
    s.shade(430, 660, 250, 30)
    s.polygon(path("566,300 776,356 930,640 500,640"), down(lighter(_WARM, 0.2), "#fff6dd", 95))
    s.blob(path("270,650 290,618 430,606 570,618 590,650 430,662"), round_body(accent, 0.25))
    s.ellipse(510, 630, 16, 6, flat(main))
    s.line([(420, 612), (316, 372)], 20, along(lighter(accent, 0.3), accent))
    s.line([(316, 372), (590, 206)], 20, down(lighter(accent, 0.3), accent))
    for x, y in ((420, 608), (316, 372), (590, 206)):
        s.ellipse(x, y, 23, 23, down(lighter(accent, 0.35), darker(accent, 0.2)))
        s.ellipse(x, y, 10, 10, flat(main))
    s.blob(path("574,206 640,190 730,250 796,362 690,340 560,300"), down(lighter(main, 0.35), darker(main, 0.12)))
    s.blob(path("600,214 650,208 720,262 690,256 630,236"), flat("#ffffff", 140))
    s.line([(562, 302), (794, 364)], 15, along("#fff8e6", _WARM))


def bulb(s: Sheet, main: Colour, accent: Colour) -> None:
    """A shining bulb and one that lies beside it."""
    s.glow(430, 290, 330, main, 0.95)
    s.shade(620, 650, 300, 26)
    s.blob(path("430,110 546,154 590,270 550,380 500,450 360,450 310,380 270,270 314,154"), down("#ffffff", main))
    s.blob(path("330,200 372,150 420,140 380,190 346,260"), flat("#ffffff", 190))
    s.tapered((352, 508), (376, 484), 438, 530, steel("#e8ecee"), 8)
    for y in (530, 558, 586):
        s.box(372, y, 488, y + 24, steel(accent), 11)
    s.tapered((392, 468), (412, 448), 612, 646, round_body("#30363b", 0.2), 8)
    s.ellipse(800, 566, 74, 82, down("#ffffff", "#dfe5e8"))
    s.polygon(path("752,506 760,636 648,612 648,534"), down("#f4f6f7", "#b3bdc3"))
    for x in (572, 598, 624):
        s.box(x, 536, x + 22, 612, down(lighter(accent, 0.5), darker(accent, 0.3)), 8)
    s.box(552, 552, 574, 598, flat("#30363b"), 8)


def floodlight(s: Sheet, main: Colour, accent: Colour) -> None:
    """A flat outdoor floodlight on its bracket."""
    s.shade(500, 664, 260, 26)
    s.line(path("318,420 300,600 420,648 580,648 700,600 682,420"), 26, down(lighter(main, 0.25), main), True)
    s.box(452, 628, 548, 664, flat(darker(main, 0.3)), 8)
    s.box(232, 148, 768, 560, down(lighter(main, 0.22), darker(main, 0.25)), 34)
    s.box(272, 188, 728, 520, down("#dfe6ea", "#aab5bd"), 14)
    s.box(284, 200, 716, 508, down(lighter(accent, 0.5), accent), 8)
    for row in range(5):
        for column in range(8):
            x, y = 328 + column * 49, 240 + row * 57
            s.ellipse(x, y, 15, 15, flat("#fffdf2"))
            s.ellipse(x, y, 8, 8, flat("#f7d868"))
    s.polygon(path("284,200 430,200 316,508 284,508"), flat("#ffffff", 70))
    s.glow(500, 354, 330, "#fff6cf", 0.6)
    for x in (250, 750):
        for y in (168, 540):
            s.ellipse(x, y, 7, 7, flat("#89949b"))
    s.text(500, 538, "IP66   50 W", 20, "#c9d2d8")


def pendant(s: Sheet, main: Colour, accent: Colour) -> None:
    """A hanging lamp with a wooden neck over a table's edge."""
    s.polygon(path("350,452 650,452 900,750 100,750"), down("#ffe9b8", "#fff6e2", 90))
    s.glow(500, 480, 270, _WARM, 0.8)
    s.line([(500, -10), (500, 150)], 7, flat("#3b3f44"))
    s.tapered((462, 538), (446, 554), 140, 214, round_body(accent), 14)
    s.box(440, 206, 560, 230, steel(), 8)
    s.blob(path("440,226 560,226 640,266 704,356 732,448 500,462 268,448 296,356 360,266"), round_body(main, 0.3))
    s.ellipse(500, 448, 234, 32, down(lighter(main, 0.2), darker(main, 0.2)))
    s.ellipse(500, 452, 216, 25, down("#fff6dc", _WARM))
    s.blob(path("446,444 554,444 572,486 540,532 460,532 428,486"), down("#ffffff", "#ffe7a6"))
    s.glow(500, 490, 130, "#fff3cd", 0.9)


def string_light(s: Sheet, main: Colour, accent: Colour) -> None:
    """Warm bulbs on two swinging wires in the evening."""
    s.box(-600, -400, 1600, 1150, down(darker(accent, 0.25), lighter(accent, 0.18)))
    for star_x, star_y, r in (
        (120, 120, 3),
        (300, 60, 2),
        (620, 90, 3),
        (860, 60, 2),
        (760, 180, 2),
        (220, 240, 2),
        (930, 240, 3),
    ):
        s.ellipse(star_x, star_y, r, r, flat("#ffffff", 190))
    for lift, sag, phase in ((70, 190, 0.0), (300, 210, 0.5)):
        wire = [(x, lift + sag * (1 - ((x - 500) / 620) ** 2)) for x in range(-120, 1121, 40)]
        s.line(wire, 7, flat("#0d1420"), True)
        for step in range(7):
            x: float = 90 + (step + phase) * 136
            y: float = lift + sag * (1 - ((x - 500) / 620) ** 2)
            s.box(x - 14, y - 4, x + 14, y + 38, round_body("#1a2230", 0.3), 6)
            s.glow(x, y + 84, 122, main, 0.75)
            s.blob(
                [(x - 18, y + 36), (x + 18, y + 36), (x + 40, y + 84), (x, y + 126), (x - 40, y + 84)],
                down("#fff7dd", main),
            )
            for bend in (-9, 9):
                s.line(
                    [(x + bend / 3, y + 48), (x + bend, y + 76), (x + bend / 2, y + 100)], 2.5, flat("#e89a35"), True
                )


def led_candle(s: Sheet, main: Colour, accent: Colour) -> None:
    """Three candles of different height with moving flames."""
    for x, top, half in ((300, 380, 92), (500, 238, 98), (700, 316, 92)):
        s.shade(x, 660, half * 1.6, 26)
        s.box(x - half, top, x + half, 652, round_body(main, 0.5), 20)
        s.ellipse(x, top + 8, half, 24, down(darker(main, 0.06), lighter(main, 0.4)))
        s.ellipse(x, top + 10, half * 0.8, 17, down("#e8c694", "#fff1d6"))
        s.glow(x, top + 70, half * 1.5, accent, 0.45)
        s.line([(x, top + 14), (x, top - 16)], 5, flat("#5a4632"))
        s.glow(x, top - 50, 120, accent, 0.6)
        s.blob(
            [(x, top - 116), (x + 26, top - 50), (x + 16, top - 12), (x - 16, top - 12), (x - 26, top - 50)],
            down("#fff3c8", accent),
        )
        s.blob([(x, top - 70), (x + 11, top - 38), (x, top - 16), (x - 11, top - 38)], flat("#fffbe8"))


def solar_light(s: Sheet, main: Colour, accent: Colour) -> None:
    """Solar stake lights in a lawn at dusk."""
    s.box(-600, 560, 1600, 1150, down("#7fae6a", "#4d8248"))
    for x, y, k in ((800, 250, 0.72), (210, 230, 0.8), (500, 180, 1.0)):
        ground = y + 440 * k
        s.glow(x, ground - 10, 190 * k, accent, 0.55)
        s.line([(x, y + 180 * k), (x, ground)], 24 * k, steel(main))
        s.tapered(
            (x - 66 * k, x + 66 * k),
            (x - 50 * k, x + 50 * k),
            y + 60 * k,
            y + 180 * k,
            along(lighter(accent, 0.5), accent),
            10 * k,
        )
        s.glow(x, y + 120 * k, 150 * k, accent, 0.75)
        for bar in (-44, 0, 44):
            s.line([(x + bar * k, y + 62 * k), (x + bar * 0.8 * k, y + 178 * k)], 7 * k, flat(main))
        s.box(x - 62 * k, y + 172 * k, x + 62 * k, y + 196 * k, round_body(main, 0.3), 9 * k)
        s.blob(
            [
                (x - 96 * k, y + 66 * k),
                (x - 60 * k, y + 20 * k),
                (x, y + 6 * k),
                (x + 60 * k, y + 20 * k),
                (x + 96 * k, y + 66 * k),
            ],
            round_body(main, 0.35),
        )
        s.polygon(
            [(x - 50 * k, y + 30 * k), (x + 50 * k, y + 30 * k), (x + 64 * k, y + 52 * k), (x - 64 * k, y + 52 * k)],
            down("#2f5f96", "#16355e"),
        )
        for column in (-0.33, 0.33):
            s.line([(x + column * 92 * k, y + 31 * k), (x + column * 122 * k, y + 51 * k)], 2, flat("#bcd4ee"))
    for blade in range(90):
        left = -80 + blade * 13 + 8 * math.sin(blade * 2.3)
        root = 640 + 34 * math.sin(blade * 1.7)
        s.line(
            [(left, root), (left + 9 * math.sin(blade), root - 40 - 12 * math.cos(blade * 3))],
            5,
            flat("#5f9a52" if blade % 3 else "#86bd70"),
        )


DRAWINGS = {
    "led_panel": led_panel,
    "desk_lamp": desk_lamp,
    "bulb": bulb,
    "floodlight": floodlight,
    "pendant": pendant,
    "string_light": string_light,
    "led_candle": led_candle,
    "solar_light": solar_light,
}
