"""Patterns painted on arrays: stripes, checks, tiles, batik, ikat, labels. All drawn here, none copied."""
import math
import cv2
import numpy as np


def rgb(c):
    return np.array([int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)


def canvas(c, w=1024, h=1024):
    return np.ones((h, w, 3), np.float32) * rgb(c)


def tup(c):
    return tuple(float(v) for v in rgb(c))


AA = 16  # OpenCV's antialiased line
SH = 4


def P(x, y):
    return (int(round(x * 16)), int(round(y * 16)))


def disc(a, x, y, r, c, thick=-1):
    cv2.circle(a, P(x, y), int(round(r * 16)), tup(c), thick, cv2.LINE_AA, SH)
    return a


def poly(a, pts, c):
    cv2.fillPoly(a, [np.array([P(x, y) for x, y in pts], np.int32)], tup(c), cv2.LINE_AA, SH)
    return a


def line(a, pts, c, thick=3, closed=False):
    cv2.polylines(a, [np.array([P(x, y) for x, y in pts], np.int32)], closed, tup(c), int(thick), cv2.LINE_AA, SH)
    return a


def rect(a, x0, y0, x1, y1, c, thick=-1):
    if thick < 0:
        return poly(a, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)], c)
    return line(a, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)], c, thick, True)


def petal(a, x, y, angle, length, width, c, start=0.0):
    """A leaf from (x, y) outward."""
    ca, sa = math.cos(angle), math.sin(angle)
    pts = []
    for i in range(25):
        t = i / 24
        pts.append((start + t * length, width * math.sin(math.pi * t) ** 0.8))
    pts += [(u, -v) for u, v in reversed(pts)]
    return poly(a, [(x + u * ca - v * sa, y + u * sa + v * ca) for u, v in pts], c)


def flower(a, x, y, r, n, c, heart, width=0.24, turn=0.0, ring=None):
    if ring:
        disc(a, x, y, r * 1.12, ring)
    for i in range(n):
        petal(a, x, y, turn + 2 * math.pi * i / n, r, r * width, c)
    disc(a, x, y, r * 0.22, heart)
    return a


def sprig(a, x, y, angle, length, c, leaves=5, leaf=0.2, stem=3, tip=None):
    ca, sa = math.cos(angle), math.sin(angle)
    line(a, [(x, y), (x + ca * length, y + sa * length)], c, stem)
    for i in range(leaves):
        t = (i + 0.6) / leaves
        px, py = x + ca * length * t, y + sa * length * t
        petal(a, px, py, angle + 0.8, length * leaf, length * leaf * 0.28, c)
        petal(a, px, py, angle - 0.8, length * leaf, length * leaf * 0.28, c)
    petal(a, x + ca * length, y + sa * length, angle, length * leaf, length * leaf * 0.3, tip or c)
    return a


def star(a, x, y, r, n, c, inner=0.5, turn=0.0):
    pts = []
    for i in range(2 * n):
        q = turn + math.pi * i / n
        k = r if i % 2 == 0 else r * inner
        pts.append((x + k * math.cos(q), y + k * math.sin(q)))
    return poly(a, pts, c)


def worn(a, amount=0.06, seed=1, scale=6):
    """Unevenness of a hand: soft clouds of lighter and darker."""
    rng = np.random.default_rng(seed)
    h, w = a.shape[:2]
    n = cv2.resize(rng.random((max(2, h * scale // 1024 + 2), max(2, w * scale // 1024 + 2))).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    f = cv2.resize(rng.random((h // 4, w // 4)).astype(np.float32), (w, h), interpolation=cv2.INTER_LINEAR)
    a[..., :3] = np.clip(a[..., :3] * (1 + (n[..., None] - 0.5) * 2 * amount + (f[..., None] - 0.5) * amount), 0, 1)
    return a


def yarn(a, seed=1, amount=0.1):
    """Threads across and along."""
    rng = np.random.default_rng(seed)
    h, w = a.shape[:2]
    row = 1 + (rng.random((h, 1, 1)).astype(np.float32) - 0.5) * amount
    col = 1 + (rng.random((1, w, 1)).astype(np.float32) - 0.5) * amount
    return np.clip(a * row * col, 0, 1)


def warp(a, amount=4, scale=24, seed=1):
    """Let the drawing tremble a little."""
    rng = np.random.default_rng(seed)
    h, w = a.shape[:2]
    dx, dy = (cv2.resize(rng.random((scale, scale)).astype(np.float32) - 0.5, (w, h), interpolation=cv2.INTER_CUBIC) * amount * 2 for _ in 'xy')
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    return cv2.remap(a, xx + dx, yy + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)


def stripes(spec, w=1024, h=1024, along='v'):
    """spec: [(width share, colour), ...], repeated to fill; 'v' runs along v (bands across)."""
    total = sum(s for s, _ in spec)
    n = h if along == 'v' else w
    rows = np.zeros((n, 3), np.float32)
    at = 0.0
    for s, c in spec:
        rows[int(at / total * n) : int(math.ceil((at + s) / total * n))] = rgb(c)
        at += s
    a = np.repeat(rows[:, None], w, 1) if along == 'v' else np.repeat(rows[None], h, 0)
    return np.ascontiguousarray(a)


def lines_on(ground, c, ys, thick=8, w=1024, h=1024, wobble=0, seed=3):
    a = canvas(ground, w, h)
    rng = np.random.default_rng(seed)
    for y in ys:
        ph = rng.random() * 6
        pts = [(x, y * h + wobble * math.sin(2 * math.pi * 3 * x / w + ph)) for x in range(-8, w + 9, 8)]
        line(a, pts, c, thick)
    return a


def basket(c, second, n=8):
    s = 64
    a = canvas(second, n * s, n * s)
    yy, xx = np.mgrid[0 : n * s, 0 : n * s]
    for i in range(n):
        for j in range(n):
            sub = a[i * s : (i + 1) * s, j * s : (j + 1) * s]
            u = (np.arange(s) + 0.5) / s
            if (i + j) % 2:
                prof = np.sin(math.pi * u)[:, None] ** 0.5 * (0.75 + 0.25 * np.sin(math.pi * u)[None])
            else:
                prof = np.sin(math.pi * u)[None] ** 0.5 * (0.55 + 0.2 * np.sin(math.pi * u)[:, None])
            sub[:] = rgb(second) * 0.6 + (rgb(c) - rgb(second) * 0.6) * prof[..., None]
    return np.clip(a, 0, 1).astype(np.float32)


# --- azulejo, cement and relief tiles -------------------------------------------------------------


def quarter(draw, ground, size=512):
    """Draw one quarter and mirror it four ways."""
    q = canvas(ground, size, size)
    draw(q, size)
    top = np.concatenate([q, q[:, ::-1]], 1)
    return np.ascontiguousarray(np.concatenate([top, top[::-1]], 0))


def tile_star(ground, c, second, accent):
    def d(q, s):
        for k, col in ((1.02, second), (0.86, c), (0.72, ground), (0.6, c)):
            star(q, s, s, s * k, 8, col, 0.62, math.pi / 8)
        star(q, s, s, s * 0.4, 8, accent, 0.5)
        disc(q, s, s, s * 0.14, ground)
        disc(q, 0, 0, s * 0.42, c)
        disc(q, 0, 0, s * 0.32, ground)
        star(q, 0, 0, s * 0.26, 8, second, 0.5)
        for t in (0.36, 0.64):
            disc(q, s * t, s * 0.06, s * 0.045, c)
            disc(q, s * 0.06, s * t, s * 0.045, c)

    return quarter(d, ground)


def tile_vine(ground, c, second, accent):
    def d(q, s):
        for r in np.arange(0.0, 1.0, 0.02):
            x, y = s * (0.08 + 0.84 * r), s * (0.5 + 0.34 * math.sin(r * 2 * math.pi))
            disc(q, x, y, s * 0.018, c)
            disc(q, y, x, s * 0.018, c)
        for r, up in ((0.12, 1), (0.3, -1), (0.5, 1), (0.7, -1), (0.88, 1)):
            x, y = s * (0.08 + 0.84 * r), s * (0.5 + 0.34 * math.sin(r * 2 * math.pi))
            petal(q, x, y, up * 1.1, s * 0.24, s * 0.07, second)
            petal(q, y, x, math.pi / 2 - up * 1.1, s * 0.24, s * 0.07, second)
        flower(q, s, s, s * 0.36, 8, c, accent, 0.26)
        flower(q, 0, 0, s * 0.3, 8, second, accent, 0.26)

    return quarter(d, ground)


def tile_lattice(ground, c, second, accent):
    def d(q, s):
        for k in range(-2, 5):
            line(q, [(-10, k * s / 2 - 10), (s + 10, k * s / 2 + s + 10)], c, 34)
            line(q, [(-10, k * s / 2 + s + 10), (s + 10, k * s / 2 - 10)], c, 34)
        for k in range(-2, 5):
            line(q, [(-10, k * s / 2 - 10), (s + 10, k * s / 2 + s + 10)], ground, 8)
            line(q, [(-10, k * s / 2 + s + 10), (s + 10, k * s / 2 - 10)], ground, 8)
        for x in (0, 0.5, 1):
            for y in (0.25, 0.75):
                star(q, s * x, s * y, s * 0.14, 4, second, 0.5)
                disc(q, s * x, s * y, s * 0.04, accent)
                star(q, s * y, s * x, s * 0.14, 4, second, 0.5)
                disc(q, s * y, s * x, s * 0.04, accent)

    return quarter(d, ground)


def tile_knot(ground, c, second, accent):
    def d(q, s):
        for r, w_, col in ((0.82, 70, '#2a211c'), (0.82, 54, c), (0.45, 70, '#2a211c'), (0.45, 54, second)):
            cv2.circle(q, P(s, s), int(r * s * 16), tup(col), w_, cv2.LINE_AA, SH)
        for r, w_, col in ((0.62, 70, '#2a211c'), (0.62, 54, accent)):
            cv2.circle(q, P(0, 0), int(r * s * 16), tup(col), w_, cv2.LINE_AA, SH)
        star(q, s, s, s * 0.26, 8, '#2a211c', 0.55)
        star(q, s, s, s * 0.22, 8, accent, 0.55)
        disc(q, 0, 0, s * 0.3, '#2a211c')
        disc(q, 0, 0, s * 0.27, c)

    return quarter(d, ground)


def tile_moor_star(ground, c, second, accent):
    def d(q, s):
        k = '#2a211c'
        for r, col in ((0.95, k), (0.91, c), (0.72, k), (0.68, ground), (0.52, k), (0.48, second), (0.28, k), (0.25, accent)):
            star(q, s, s, s * r, 8, col, 0.68)
        for r, col in ((0.5, k), (0.46, second), (0.3, k), (0.26, ground)):
            star(q, 0, 0, s * r, 8, col, 0.68)
        for x, y in ((0.62, 0), (0, 0.62)):
            star(q, s * x, s * y, s * 0.17, 4, k, 0.6)
            star(q, s * x, s * y, s * 0.13, 4, accent, 0.6)

    return quarter(d, ground)


def tile_clover(ground, c, second, accent):
    def d(q, s):
        for x, y in ((s, s * 0.52), (s * 0.52, s)):
            disc(q, x, y, s * 0.36, c)
        disc(q, s, s, s * 0.3, second)
        star(q, s, s, s * 0.24, 4, ground, 0.4)
        for x, y in ((0, s * 0.48), (s * 0.48, 0)):
            disc(q, x, y, s * 0.26, second)
            disc(q, x, y, s * 0.12, ground)
        disc(q, 0, 0, s * 0.22, accent)

    return quarter(d, ground)


def framed(a, c, t=0.03):
    h, w = a.shape[:2]
    k = int(w * t)
    line(a, [(k, k), (w - k, k), (w - k, h - k), (k, h - k)], c, max(3, k // 2), True)
    return a


def rosette_panel():
    g, c, s, y = '#f1ede2', '#27489b', '#6f92cf', '#dba63c'
    a = canvas(g, 1200, 1200)
    m = 600
    for k, col in ((560, s), (520, g), (500, c), (440, g)):
        disc(a, m, m, k, col)
    for i in range(16):
        q = 2 * math.pi * i / 16
        petal(a, m, m, q, 425, 62, c if i % 2 else s, 40)
        disc(a, m + 470 * math.cos(q), m + 470 * math.sin(q), 20, y)
    for i in range(16):
        q = 2 * math.pi * (i + 0.5) / 16
        petal(a, m, m, q, 270, 34, g, 60)
    disc(a, m, m, 140, c)
    flower(a, m, m, 128, 12, g, y, 0.2)
    for x, y_ in ((0, 0), (1, 0), (0, 1), (1, 1)):
        cx, cy = 1200 * x, 1200 * y_
        base = math.atan2(m - cy, m - cx)
        for d in (-0.62, -0.3, 0, 0.3, 0.62):
            petal(a, cx, cy, base + d, 300 - 120 * abs(d), 44, c if d in (-0.3, 0.3) else s)
        disc(a, cx, cy, 70, y)
    rect(a, 8, 8, 1192, 1192, c, 14)
    a = warp(worn(a, 0.05), 3, 40)
    for k in (400, 800):
        line(a, [(k, 0), (k, 1200)], '#b8ad98', 5)
        line(a, [(0, k), (1200, k)], '#b8ad98', 5)
    return a


# --- batik, ikat, weaves --------------------------------------------------------------------------


def batik_blade(g='#e9d7b4', c='#5a3a22', s='#2c3557'):
    a = canvas(g)
    for k in range(-8, 16):
        o = k * 128
        for j in range(-2, 20):
            t = j * 60
            x, y = t + o - 512, t
            petal(a, x, y, math.pi / 4 + 0.5, 84, 24, c)
            petal(a, x + 20, y - 26, math.pi / 4 - 2.2, 62, 17, s)
            disc(a, x + 34, y + 8, 9, g)
        line(a, [(o - 512 - 64, 0), (o + 512 - 64, 1024)], s, 10)
        line(a, [(o - 512 - 44, 0), (o + 512 - 44, 1024)], c, 4)
        for j in range(0, 40):
            t = j * 28
            disc(a, o - 512 - 54 + t, t, 4, g)
    return warp(worn(a, 0.1), 3, 40)


def batik_fruit(g='#33241c', c='#e7d2a6', s='#8a5a2c'):
    a = canvas(g)
    n = 8
    d = 1024 / n
    for i in range(-1, n + 1):
        for j in range(-1, n + 1):
            x, y = (i + 0.5) * d, (j + 0.5) * d
            for k in range(4):
                q = math.pi / 4 + k * math.pi / 2
                petal(a, x, y, q, d * 0.66, d * 0.2, c, d * 0.06)
                petal(a, x, y, q, d * 0.42, d * 0.1, s, d * 0.16)
                disc(a, x + d * 0.34 * math.cos(q), y + d * 0.34 * math.sin(q), 5, g)
            disc(a, x + d / 2, y, 8, c)
            disc(a, x, y + d / 2, 8, c)
    return warp(worn(a, 0.1), 3, 40)


def batik_stars(g, c='#ecdfc4', s=None):
    s = s or c
    a = canvas(g)
    d = 1024 / 5
    for i in range(6):
        for j in range(6):
            x, y = i * d, j * d
            flower(a, x, y, d * 0.36, 8, c, g, 0.2)
            for k in range(8):
                q = math.pi / 8 + k * math.pi / 4
                disc(a, x + d * 0.42 * math.cos(q), y + d * 0.42 * math.sin(q), 6, c)
            x, y = x + d / 2, y + d / 2
            star(a, x, y, d * 0.17, 4, s, 0.42)
            disc(a, x, y, 7, g)
    return warp(worn(a, 0.12), 4, 40)


def painted_flowers(g, c, leaf, heart='#f4d9a0', seed=5):
    rng = np.random.default_rng(seed)
    a = worn(canvas(g), 0.1, seed)
    spots = [(200, 220, 150), (620, 140, 120), (860, 420, 150), (420, 520, 170), (130, 700, 130), (700, 780, 165), (330, 900, 110), (960, 900, 110), (980, 120, 90)]
    for x, y, r in spots:
        for k in range(4):
            q = rng.random() * 6.28
            petal(a, x, y, q, r * 1.45, r * 0.24, leaf)
        t = rng.random()
        flower(a, x, y, r * 1.0, 7, '#f6efdf', heart, 0.36, t)
        flower(a, x, y, r * 0.93, 7, c, heart, 0.31, t)
    return warp(worn(a, 0.12, seed + 1), 8, 18, seed)


def ikat(bands=('#7d2f22', '#22304f', '#e5d6b8', '#b07a3c')):
    r, b, g, o = bands
    w = h = 1024
    a = canvas(r, w, h)
    rng = np.random.default_rng(4)
    for row, (y0, y1, col) in enumerate(((0, 90, b), (90, 330, r), (330, 420, b), (420, 604, g), (604, 694, b), (694, 934, r), (934, 1024, b))):
        rect(a, 0, y0, w, y1, col)
        m = (y0 + y1) / 2
        if y1 - y0 > 120:
            for i in range(9):
                x = (i + 0.0) * 128
                fg = g if col != g else r
                for k in range(6):
                    hh = (y1 - y0) * 0.46 * (1 - k / 6)
                    ww = 14 + k * 9
                    c = (fg, col, o, b, fg, col)[k]
                    rect(a, x - 60 + k * 9, m - hh, x + 60 - k * 9, m + hh, c)
        else:
            for i in range(17):
                star(a, i * 64, m, 28, 4, g, 0.5)
    # the feathering of bound warps
    out = a.copy()
    for x in range(w):
        out[:, x] = np.roll(a[:, x], int(rng.normal(0, 5)), 0)
    return yarn(cv2.blur(out, (2, 3)), 3, 0.12)


def seigaiha(g, c, n=8):
    a = canvas(g)
    d = 1024 / n
    for row in range(0, n * 2 + 3):
        y = row * d / 2
        for i in range(-1, n + 2):
            x = i * d + (d / 2 if row % 2 else 0)
            for k, col in ((0.5, c), (0.44, g), (0.36, c), (0.3, g), (0.2, c), (0.13, g)):
                disc(a, x, y, d * k * 1.16, col)
    return a


def asanoha(g, c, n=5, thick=7):
    a = canvas(g)
    s = 1024 / n
    hgt = s * math.sqrt(3) / 2
    rows = int(1024 / hgt) + 2
    for r in range(-1, rows + 1):
        for i in range(-1, n + 2):
            x0 = i * s + (s / 2 if r % 2 else 0)
            y0 = r * hgt
            for tri in (((0, 0), (s, 0), (s / 2, hgt)), ((s, 0), (s / 2, hgt), (1.5 * s, hgt))):
                pts = [(x0 + x, y0 + y) for x, y in tri]
                cx, cy = sum(p[0] for p in pts) / 3, sum(p[1] for p in pts) / 3
                line(a, pts, c, thick, True)
                for p in pts:
                    line(a, [p, (cx, cy)], c, thick)
    return a


def plaid(g, lines, n=6):
    """lines: [(share, width share, colour, strength)] across and along."""
    a = canvas(g)
    for axis in (0, 1):
        for i in range(n):
            for pos, wd, c, k in lines:
                p0 = int((i + pos) * 1024 / n)
                p1 = int((i + pos + wd) * 1024 / n)
                if axis:
                    a[p0:p1] = a[p0:p1] * (1 - k) + rgb(c) * k
                else:
                    a[:, p0:p1] = a[:, p0:p1] * (1 - k) + rgb(c) * k
    return yarn(a, 2, 0.08)


def herringbone(c, second, n=24):
    a = canvas(c)
    d = 1024 / n
    for i in range(n):
        up = i % 2
        for k in range(-4, 110):
            y = k * 1024 / 96
            e = d * (1 if up else -1)
            poly(a, [(i * d, y), ((i + 1) * d, y + e), ((i + 1) * d, y + e + 5), (i * d, y + 5)], second)
    return yarn(a, 6, 0.1)


def patchwork_grid(cols, n=7, seed=2, stitch='#f2ece0', check=True):
    rng = np.random.default_rng(seed)
    a = canvas(stitch)
    d = 1024 / n
    for i in range(n):
        for j in range(n):
            c = cols[rng.integers(len(cols))] if not check else (cols[(i + j) % 2 * 3 % len(cols)] if (i + j) % 2 == 0 else cols[rng.integers(1, len(cols))])
            rect(a, i * d + 2, j * d + 2, (i + 1) * d - 2, (j + 1) * d - 2, c)
            kind = rng.integers(4)
            from materials import pale, dark

            if kind == 1:
                for k in range(1, 6):
                    line(a, [(i * d + k * d / 6, j * d + 2), (i * d + k * d / 6, j * d + d - 2)], pale(c, 0.25), 3)
            elif kind == 2:
                for u in range(1, 5):
                    for v in range(1, 5):
                        disc(a, i * d + u * d / 5, j * d + v * d / 5, 5, pale(c, 0.4))
            elif kind == 3:
                for k in range(1, 6):
                    line(a, [(i * d + 2, j * d + k * d / 6), (i * d + d - 2, j * d + k * d / 6)], dark(c, 0.18), 3)
            rect(a, i * d + 9, j * d + 9, (i + 1) * d - 9, (j + 1) * d - 9, pale(c, 0.15), 2)
    return yarn(a, 3, 0.06)


def pojagi(cols, seed=3):
    """Patches of many sizes, split again and again."""
    rng = np.random.default_rng(seed)
    a = canvas(cols[0])

    def split(x0, y0, x1, y1, depth):
        w, h = x1 - x0, y1 - y0
        if depth == 0 or (max(w, h) < 200 and rng.random() < 0.6):
            rect(a, x0, y0, x1, y1, cols[rng.integers(len(cols))])
            rect(a, x0, y0, x1, y1, '#f7f3e8', 4)
            return
        t = 0.3 + 0.4 * rng.random()
        if w > h:
            split(x0, y0, x0 + w * t, y1, depth - 1)
            split(x0 + w * t, y0, x1, y1, depth - 1)
        else:
            split(x0, y0, x1, y0 + h * t, depth - 1)
            split(x0, y0 + h * t, x1, y1, depth - 1)

    split(0, 0, 1024, 1024, 6)
    return yarn(a, 5, 0.07)


def diamonds(g, c, n=(4, 6), thick=12, wob=10, seed=2, inner=True):
    a = canvas(g)
    rng = np.random.default_rng(seed)
    nx, ny = n
    dx, dy = 1024 / nx, 1024 / ny

    def jit(p):
        return (p[0] + rng.normal(0, wob * 0.4), p[1] + rng.normal(0, wob * 0.4))

    for i in range(-1, nx + 1):
        for j in range(-1, ny + 1):
            x, y = (i + 0.5 + (0.5 if j % 2 else 0)) * dx, (j + 0.5) * dy
            pts = [jit((x, y - dy)), jit((x + dx / 2, y)), jit((x, y + dy)), jit((x - dx / 2, y))]
            line(a, pts, c, thick, True)
            if inner:
                r = 0.24
                poly(a, [(x, y - dy * r), (x + dx * r / 2, y), (x, y + dy * r), (x - dx * r / 2, y)], c)
    return yarn(worn(a, 0.08), 4, 0.1)


def songket(g, gold='#d9b25a'):
    a = canvas(g)
    n = 10
    d = 1024 / n
    for i in range(-1, n + 1):
        for j in range(-1, n + 1):
            x, y = (i + 0.5 + (0.5 if j % 2 else 0)) * d, (j + 0.5) * d
            for k, c in ((0.42, gold), (0.3, g), (0.2, gold), (0.08, g)):
                poly(a, [(x, y - d * k), (x + d * k, y), (x, y + d * k), (x - d * k, y)], c)
    for y0, y1 in ((0, 150), (874, 1024)):
        rect(a, 0, y0, 1024, y1, g)
        for t in (0.06, 0.94):
            yy = y0 + (y1 - y0) * t
            line(a, [(0, yy), (1024, yy)], gold, 10)
        for i in range(16):
            x = (i + 0.5) * 64
            poly(a, [(x - 28, y1 - 24 if y0 == 0 else y0 + 24), (x + 28, y1 - 24 if y0 == 0 else y0 + 24), (x, y0 + 24 if y0 == 0 else y1 - 24)], gold)
    return yarn(a, 8, 0.12)


def resist_circles(g, c, seed=4):
    a = canvas(g)
    for x, y, r in ((300, 330, 210), (720, 250, 150), (620, 640, 240), (220, 760, 140), (880, 860, 120)):
        for k in (1.0, 0.72, 0.44, 0.18):
            pts = [(x + r * k * (1 + 0.05 * math.sin(9 * q) + 0.03 * math.sin(23 * q + k * 9)) * math.cos(q), y + r * k * (1 + 0.05 * math.sin(9 * q) + 0.03 * math.sin(23 * q + k * 9)) * math.sin(q)) for q in np.linspace(0, 2 * math.pi, 160)]
            line(a, pts, c, 26 if k > 0.3 else 40, True)
    return yarn(cv2.GaussianBlur(worn(a, 0.1, seed), (0, 0), 4), 2, 0.12)


def marbled(cols, seed=7):
    rng = np.random.default_rng(seed)
    h = w = 1024
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32) / 1024

    def cloud(k, s):
        r = np.random.default_rng(s)
        return cv2.resize(r.random((k, k)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC) - 0.5

    f = yy * 14 + 3.2 * cloud(5, seed) + 1.6 * cloud(11, seed + 1) + 0.8 * np.sin(xx * 42) + 0.5 * cloud(30, seed + 2)
    k = np.mod(f, len(cols))
    i = np.floor(k).astype(int)
    pal = np.array([rgb(c) for c in cols])
    fr = np.clip((k - i - 0.9) / 0.1, 0, 1)[..., None]
    return np.ascontiguousarray(pal[i % len(cols)] * (1 - fr) + pal[(i + 1) % len(cols)] * fr).astype(np.float32)


def embroidery(g='#ece4d2', c='#a3291f'):
    a = canvas(g)
    d = 16

    def cross(i, j):
        x, y = i * d, j * d
        line(a, [(x + 2, y + 2), (x + d - 2, y + d - 2)], c, 4)
        line(a, [(x + d - 2, y + 2), (x + 2, y + d - 2)], c, 4)

    for j0 in (44, 52):
        for i in range(64):
            cross(i, j0)
    motif = ['...#...', '..#.#..', '.#.#.#.', '#.###.#', '.#.#.#.', '..#.#..', '...#...']
    for b in range(8):
        for j, row in enumerate(motif):
            for i, ch in enumerate(row):
                if ch == '#':
                    cross(b * 8 + i, 45 + j)
    for i in range(0, 64, 2):
        cross(i, 42)
        cross(i + 1, 54)
    for i in range(0, 64, 4):
        for k in range(3):
            cross(i + k, 57)
    return yarn(a, 3, 0.05)


# --- labels ---------------------------------------------------------------------------------------


def label(ground, c, motif='leaf', band=None, w=700, h=900, frame=True, seed=1):
    """A wordless label: frame, mark in the middle, rules where the small print would be."""
    a = canvas(ground, w, h)
    if band:
        rect(a, 0, h * 0.62, w, h * 0.84, band)
    if frame:
        rect(a, w * 0.06, w * 0.06, w * 0.94, h - w * 0.06, c, 6)
        rect(a, w * 0.085, w * 0.085, w * 0.915, h - w * 0.085, c, 2)
    x, y, r = w / 2, h * 0.36, w * 0.24
    if motif == 'leaf':
        sprig(a, x, y + r, -math.pi / 2, r * 1.7, c, 4, 0.34, 5)
    elif motif == 'flower':
        flower(a, x, y, r, 8, c, ground, 0.26)
    elif motif == 'sun':
        star(a, x, y, r, 16, c, 0.72)
        disc(a, x, y, r * 0.55, ground)
        disc(a, x, y, r * 0.45, c)
    elif motif == 'hill':
        poly(a, [(x - r * 1.3, y + r), (x - r * 0.3, y - r * 0.7), (x + r * 0.5, y + r)], c)
        poly(a, [(x - r * 0.4, y + r), (x + r * 0.5, y - r * 0.2), (x + r * 1.3, y + r)], band or c)
        disc(a, x + r * 0.7, y - r * 0.7, r * 0.22, c)
    elif motif == 'wave':
        for k in range(3):
            line(a, [(x - r * 1.2 + i * r * 0.08, y + (k - 1) * r * 0.5 + r * 0.18 * math.sin(i * 0.55)) for i in range(31)], c, 9)
    elif motif == 'fruit':
        disc(a, x, y + r * 0.15, r * 0.75, c)
        petal(a, x, y - r * 0.5, -0.7, r * 0.9, r * 0.22, band or c)
    elif motif == 'drop':
        pts = [(x + r * 0.62 * math.sin(t) * math.sin(t / 2) ** 1.2, y - r * 0.95 * math.cos(t)) for t in np.linspace(0, 2 * math.pi, 60)]
        poly(a, pts, c)
    elif motif == 'star':
        star(a, x, y, r, 8, c, 0.55)
        star(a, x, y, r * 0.5, 8, ground, 0.5)
    elif motif == 'fish':
        petal(a, x - r, y, 0, r * 1.7, r * 0.42, c)
        poly(a, [(x + r * 0.5, y), (x + r * 1.1, y - r * 0.4), (x + r * 1.1, y + r * 0.4)], c)
        disc(a, x - r * 0.62, y - r * 0.08, r * 0.07, ground)
    elif motif == 'bee':
        for k in (-1, 1):
            petal(a, x, y, -math.pi / 2 + k * 0.9, r * 0.9, r * 0.24, c)
        petal(a, x, y - r * 0.4, math.pi / 2, r * 1.4, r * 0.3, c)
    elif motif == 'bean':
        for k in (-1, 1):
            cv2.ellipse(a, P(x + k * r * 0.42, y), (int(r * 0.36 * 16), int(r * 0.6 * 16)), 20 * k, 0, 360, tup(c), -1, cv2.LINE_AA, SH)
            line(a, [(x + k * r * 0.42 - 6, y - r * 0.5), (x + k * r * 0.42 + 8, y), (x + k * r * 0.42 - 6, y + r * 0.5)], ground, 8)
    elif motif == 'grain':
        for k in range(5):
            for s in (-1, 1):
                petal(a, x, y + r - k * r * 0.4, -math.pi / 2 + s * 0.6, r * 0.5, r * 0.13, c)
        line(a, [(x, y + r * 1.2), (x, y - r)], c, 6)
    elif motif == 'bird':
        petal(a, x - r * 0.9, y, 0.1, r * 1.6, r * 0.36, c)
        petal(a, x - r * 0.1, y, -1.9, r * 0.9, r * 0.24, c)
        disc(a, x - r * 0.75, y - r * 0.12, r * 0.2, c)
    ink = ground if band else c
    for k, wd in ((0.67, 0.5), (0.72, 0.36), (0.77, 0.42)):
        line(a, [(w * (0.5 - wd / 2), h * k), (w * (0.5 + wd / 2), h * k)], ink, 9 if k == 0.67 else 5)
    return worn(a, 0.03, seed)


def band_label(ground, c, motif='leaf', repeat=2, w=1400, h=400, seed=1):
    """A strip which runs round a jar or a tin, the mark once at each repeat."""
    a = canvas(ground, w, h)
    for y in (0.06, 0.94):
        line(a, [(0, h * y), (w, h * y)], c, 7)
    for k in range(repeat):
        x = w * (k + 0.5) / repeat
        part = label(ground, c, motif, w=int(h * 0.9), h=int(h * 1.2), frame=False)
        ph, pw = part.shape[:2]
        y0 = int(h * 0.1)
        hh = min(int(h * 0.8), ph)
        x0 = int(x - pw / 2)
        a[y0 : y0 + hh, x0 : x0 + pw] = part[:hh]
    return worn(a, 0.03, seed)
