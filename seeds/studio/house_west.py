"""Britain, America, Germany, Austria, Spain, France."""
import math
import numpy as np
import paint as p
from forms import *
from materials import *
from props import *
from table import colour, pic, variants

# --- Britain and America --------------------------------------------------------------------------


@variants('gb-slipware-mug', ('honey', 'slate', 'cream'), elev=15, turn=-24)
def _(c):
    g, t = {'honey': ('#b8792a', '#f0dfb4'), 'slate': ('#56626c', '#e8e4d6'), 'cream': ('#ecdfc2', '#7a4526')}[c]
    a = p.worn(p.canvas(g, 1500, 700), 0.06)
    for k, y in enumerate((230, 340, 450)):
        pts = [(x, y + 34 * math.sin(x / 1500 * TAU * 6 + k * 0.5)) for x in range(-10, 1520, 10)]
        p.line(a, pts, t, 17)
    body = painted(a, 0.14, 0.5)
    vessel([(0.4, 0), (0.44, 0.03), (0.5, 0.35), (0.47, 0.8), (0.48, 0.98)], body, 0.05)
    turned([(0, -0.004), (0.39, -0.004), (0.42, 0.02), (0.445, 0.05)], clay('#8a4a2e'))
    handle((0.46, 0.44), 0.2, 0.78, 0.36, 0.07, glaze(g), 0, 1.4)


def throw(mat, fr, layers=4, rep=(1, 4), w=3.4, d=2.5, t=0.15):
    return folded(mat, w, d, layers, t, fringe_mat=fr, rep=rep)


@variants('gb-herringbone-throw', ('heather', 'moss', 'oat'), elev=20, turn=26)
def _(c):
    col = colour(c)
    m = painted(p.herringbone(col, pale(col, 0.42), 16), 0.95, 0, weave=0.3, sheen=0.3)
    throw(m, fabric(pale(col, 0.15)), rep=(0.8, 3))


@variants('gb-loose-leaf-tea', ('breakfast', 'earl-grey'), elev=17, turn=24)
def _(v):
    c, k = ('#7a2a25', 'sun') if v == 'breakfast' else ('#2e4a66', 'flower')
    square_tin(1.0, 1.45, plain(c, 0.35), plain(dark(c, 0.12), 0.3), painted(p.label(c, '#e6cf94', k, h=950), 0.4, 0.2), 0.8)
    at(plate(0.5, glaze('#f0ece0'), 0.1), (1.05, -0.62, 0))
    at(heap_leaves(plain('#33231a', 0.8, mottle=0.2), 140, 0.32, 0.075, 0.16, z=0.09), (1.05, -0.62, 0))
    if v != 'breakfast':
        o = tube([(0, 0, 0), (0.1, 0.05, 0.05), (0.25, 0, 0.06), (0.3, -0.1, 0.02)], 0.03, plain('#e0b02c', 0.6), 8)
        at(o, (0.7, -1.05, 0.03))


@pic('gb-brown-teapot', elev=15, turn=-20)
def _():
    g = glaze('#4a2413', '#351709', 0.08, scale=2)
    teapot(g, [(0.42, 0), (0.48, 0.04), (0.74, 0.3), (0.8, 0.62), (0.6, 1.02), (0.36, 1.12)], lid_h=0.12, spout_tip=(1.1, 1.0), spout_base=(0.62, 0.5), thick=0.075, r0=0.22)


@variants('gb-garden-soap', ('lavender', 'rose'), elev=24, turn=-22)
def _(v):
    c, k = ('#d9d0e0', '#7a6a9c') if v == 'lavender' else ('#eed6d2', '#b06a74')
    a = p.canvas('#f5efe2', 500, 600)
    rng = np.random.default_rng(4)
    for i in range(26):
        x, y = rng.random() * 500, rng.random() * 600
        p.sprig(a, x, y, -1.2 - rng.random(), 70, k if i % 2 else '#7d9468', 3, 0.4, 3) if v == 'lavender' else p.flower(a, x, y, 26, 6, k, '#f5e6b0', 0.4)
    soap_bar(plain(c, 0.5), 1.2, 0.8, 0.46, 0.12, wrap=painted(a, 0.8, 0), wrap_w=0.55)
    if v == 'lavender':
        at(flower_stalks('#7a6a9c', '#8a9a6a', 6, 1.3, 0.2, lying=True), (0.7, -0.35, 0), (0, 0, 70))
    else:
        for x, y, s in ((0.55, -0.75, 1), (0.1, -0.95, 0.7)):
            for k2 in range(3):
                for i in range(5):
                    at(leaf(0.2 - 0.04 * k2, 0.11, plain('#c9808a', 0.7), 0.06), (x, y, 0.03 + 0.05 * k2), (18 + 22 * k2, 0, i * 72 + k2 * 36), s)


@pic('gb-garden-trowel', elev=46, turn=52, fill=0.8)
def _():
    s = metal('#84878a', 0.32, brushed=0.15)

    def blade(u, v):
        x = 1.0 + 1.55 * u
        w = 0.42 * (1 - max(0, (u - 0.45) / 0.55) ** 2) ** 0.6 * min(1, 0.55 + u * 1.4)
        t = (v - 0.5) * 2
        return (x, t * w, 0.12 + 0.16 * t * t * (1 - 0.5 * u))

    b = sheet(blade, 40, 20, s, 0.03)
    tube([(0.1, 0, 0.22), (0.5, 0, 0.26), (0.85, 0, 0.2), (1.15, 0, 0.13)], [0.075, 0.07, 0.08, 0.03], s, 16)
    tube([(-1.25, 0, 0.2), (-1.15, 0, 0.2), (-0.7, 0, 0.2), (-0.2, 0, 0.2), (0.05, 0, 0.21)], [0.1, 0.17, 0.15, 0.175, 0.11], wood('ash'), 20)
    tube([(0.0, 0, 0.212), (0.2, 0, 0.22)], [0.12, 0.1], metal(BRASS, 0.25), 20, k=1)


@pic('gb-milking-stool', elev=20, turn=14)
def _():
    w = wood('ash')
    stool_legs(3, 0.7, 1.25, 2.3, wood('ash', 'Z'), 0.15, turn=-80)
    turned([(0, 2.3), (1.3, 2.3), (1.5, 2.4), (1.52, 2.55), (1.45, 2.66), (1.2, 2.64), (0.6, 2.56), (0, 2.55)], w)
    for i in range(3):
        q = math.radians(-80) + TAU * i / 3
        at(face_disc(0.11, 0, wood('walnut')), (0.72 * math.cos(q), 0.72 * math.sin(q), 2.585))


def notebook(cov, ribbon_c, w=1.5, d=2.1, h=0.26):
    book(w, d, h, cov, pages_mat(), ribbon_mat=plain(ribbon_c, 0.5))


@variants('gb-cloth-notebook', ('burgundy', 'slate', 'mustard'), elev=36, turn=24)
def _(c):
    col = colour(c)
    m = fabric(col, pale(col, 0.08), 0.5, 160, sheen=0.1)
    notebook(m, '#e9dcc0' if c != 'mustard' else '#7a2a25')
    at(box(0.7, 0.42, 0.01, paper('#f0e6d0'), 0.002, 1), (0.05, 0.55, 0.258))


@pic('us-patchwork-cushion', elev=12, turn=18)
def _():
    cols = ['#f0e8d8', '#2f4a6d', '#a8433a', '#c99a3f', '#5f7a5a', '#7d94ab']
    a = p.patchwork_grid(cols, 9, 5)
    stand_up(cushion(painted(a, 0.9, 0, weave=0.25), 4.5, 1.4, plain('#2f4a6d', 0.9)), 4.5, 16)


@pic('us-maple-board', elev=12, turn=22)
def _():
    parts = []
    for i in range(9):
        parts.append(at(box(4.0, 0.312, 0.32, wood('maple', 'X', 0.8 + 0.07 * i) if i % 3 else wood('rubber', 'X', 0.9), 0.01, 1), (0, -1.25 + 0.3125 * i, 0)))
    g = plain('#a9824f', 0.6)
    x, y = 1.8, 1.2
    parts.append(tube([(-x, -y, 0.322), (x, -y, 0.322), (x, y, 0.322), (-x, y, 0.322)], 0.03, g, 8, closed=True, k=1))
    at(parts, (0, 0.2, 1.42), (76, 0, 0))
    at(ball(0.42, plain('#b5402c', 0.3), (1, 1, 0.86)), (1.3, -1.0, 0.36))
    at(ball(0.36, plain('#c65a34', 0.3), (1, 1, 0.86)), (0.55, -1.15, 0.3))


@pic('us-maple-blocks', elev=26, turn=24)
def _():
    w, w2 = wood('maple'), wood('maple', 'Z')
    for x, y, z, s in ((0, 0, 0, 0.5), (0.55, 0.05, 0, 0.5), (0.27, 0.02, 0.5, 0.5), (-0.95, -0.5, 0, 0.5)):
        box(s, s, s, w, 0.03, loc=(x, y, z), rot=(0, 0, 13 * x * 10 % 30))
    for x in (-0.9, -0.15):
        at(turned([(0, 0), (0.2, 0, 1), (0.2, 0.95, 1), (0, 0.95)], w2, steps=48), (x, 0.6, 0))
    pts = []
    for q in np.linspace(0, math.pi, 20):
        pts.append((0.55 * math.cos(q), 0.55 * math.sin(q)))
    inner = [(0.28 * math.cos(q), 0.28 * math.sin(q)) for q in np.linspace(math.pi, 0, 20)]
    out = pts + inner
    n = len(out)
    verts = [(x, -0.22, z) for x, z in out] + [(x, 0.22, z) for x, z in out]
    faces = [(i, (i + 1) % n, n + (i + 1) % n, n + i) for i in range(n)]
    faces += [(i, n - 1 - i, n - 2 - i, i + 1) for i in range(19)] + [(n + i + 1, 2 * n - 2 - i, 2 * n - 1 - i, n + i) for i in range(19)]
    at(obj(verts, faces, w, smooth=False), (-0.525, 0.6, 0.95))
    pts = [(0.0, 0), (0.55, 0), (0.55, 0.5)]
    v = [(x, -0.25, z) for x, z in pts] + [(x, 0.25, z) for x, z in pts]
    at(obj(v, [(0, 1, 2), (5, 4, 3), (0, 3, 4, 1), (1, 4, 5, 2), (2, 5, 3, 0)], w, smooth=False), (0.7, -0.75, 0), (0, 0, 20))
    at(turned([(0, 0), (0.2, 0, 1), (0.2, 0.7, 1), (0, 0.7)], w2, steps=48), (0.25, -0.9, 0.2), (0, 90, 25))
    box(0.9, 0.25, 0.25, w, 0.02, loc=(-0.35, -1.0, 0), rot=(0, 0, -18))
    box(0.5, 0.5, 0.5, w, 0.03, loc=(1.25, 0.25, 0), rot=(0, 0, 35))


# --- Germany and Austria --------------------------------------------------------------------------


@pic('de-block-plane', elev=24, turn=34)
def _():
    b = wood('beech')
    box(3.4, 1.2, 0.2, wood('oak'), 0.02)
    box(1.25, 1.2, 0.75, b, 0.05, 4, loc=(1.075, 0, 0.2))
    box(1.6, 1.2, 0.75, b, 0.06, 4, loc=(-0.9, 0, 0.2))
    for y in (-0.53, 0.53):
        box(3.3, 0.14, 0.62, b, 0.03, loc=(0, y, 0.2))
    s = metal(STEEL, 0.3, brushed=0.1)
    at(box(0.07, 0.85, 1.75, s, 0.01), (0.32, 0, 0.18), (0, -38, 0))
    at(box(0.16, 0.8, 1.2, wood('walnut', 'Z'), 0.05), (0.42, 0, 0.3), (0, -32, 0))
    turned_knob = turned([(0, 0), (0.2, 0), (0.16, 0.2), (0.26, 0.42), (0.2, 0.6), (0, 0.64)], wood('walnut', 'Z'), steps=40)
    at(turned_knob, (1.25, 0, 0.95))
    for i in range(3):
        tube([(0.3 + 0.26 * i + 0.24 * math.cos(q), -1.1 + 0.2 * i + 0.03 * q, 0.24 + 0.24 * math.sin(q)) for q in np.linspace(0, 9, 30)], 0.13, wood('linden'), 8, k=2, flat_y=0.07)


@pic('de-joiner-hammer', elev=44, turn=40, fill=0.8)
def _():
    h = wood('ash', 'Y')
    tube([(0, -1.6, 0.2), (0, -1.5, 0.2), (0, -0.9, 0.2), (0, 0.2, 0.22), (0, 1.2, 0.22), (0, 1.55, 0.22)], [0.1, 0.17, 0.16, 0.12, 0.1, 0.09], h, 18, flat_y=1.3)
    s = metal('#6c6f73', 0.3, patina=0.2)
    at(box(0.7, 0.32, 0.32, s, 0.05), (0.42, 1.4, 0.06))
    at(box(0.2, 0.38, 0.38, metal(STEEL, 0.2), 0.05), (0.8, 1.4, 0.03))
    x0, x1 = -0.9, 0.1
    v = [(x1, 1.24, 0.06), (x1, 1.56, 0.06), (x1, 1.56, 0.38), (x1, 1.24, 0.38), (x0, 1.24, 0.2), (x0, 1.56, 0.2), (x0, 1.56, 0.25), (x0, 1.24, 0.25)]
    obj(v, [(0, 1, 2, 3), (0, 4, 5, 1), (1, 5, 6, 2), (2, 6, 7, 3), (3, 7, 4, 0), (4, 7, 6, 5)], s, smooth=False)
    at(box(0.2, 0.06, 0.3, h, 0.02), (0, 1.6, 0.08))


@pic('de-dish-brush', elev=34, turn=36)
def _():
    w = wood('beech')
    tube([(-1.5, 0, 0.5), (-1.4, 0, 0.5), (-0.6, 0, 0.5), (0.2, 0, 0.52), (0.55, 0, 0.55)], [0.06, 0.12, 0.1, 0.13, 0.1], w, 18)
    at(turned([(0, 0), (0.46, 0, 1), (0.48, 0.1), (0.4, 0.2, 1), (0, 0.22)], w, steps=56), (0.9, 0, 0.42))
    tube([(0.4, 0.1, 0.56), (0.75, 0.12, 0.62), (0.9, 0, 0.68), (0.75, -0.12, 0.62), (0.4, -0.1, 0.56)], 0.025, metal(STEEL, 0.25), 8)
    pts = [(0.9 + r * math.cos(q), r * math.sin(q), 0.43) for r in np.linspace(0.05, 0.42, 7) for q in np.linspace(0, TAU, int(8 + 60 * r), endpoint=False)]
    fringe(pts, (0, 0, -0.42), plain('#cdb98a', 0.9), 0.018, 0.03)
    ring(0.07, 0.012, plain('#e9dfc8', 0.8), 0)
    at(ring(0.2, 0.018, plain('#e9dfc8', 0.8), 0, 8, 30), (-1.72, 0, 0.44), (0, 12, 0))


@variants('de-enamel-milk-pan', ('snow', 'sky'), elev=20, turn=-28)
def _(c):
    g = plain('#f2f0ea' if c == 'snow' else '#9dbfd3', 0.12, 0.5, coat=0.6)
    rim = plain('#1f2a3d', 0.2)
    o = vessel([(0.72, 0), (0.78, 0.04), (0.8, 0.5), (0.82, 1.0), (0.86, 1.05)], g, 0.03)
    r = ring(0.865, 0.03, rim, 1.06, 10, 96)
    for ob in (o, r):
        for v in ob.data.vertices:
            if v.co.z > 0.85:
                q = math.atan2(v.co.y, v.co.x)
                k = (v.co.z - 0.85) / 0.2 * math.exp(-((q + 1.2) ** 2) * 30)
                v.co.x += 0.12 * k * math.cos(q)
                v.co.y += 0.12 * k * math.sin(q)
    tube([(0.8, 0, 0.9), (1.15, 0, 1.0), (1.7, 0, 1.12), (2.05, 0, 1.18)], [0.1, 0.085, 0.1, 0.09], rim, 14, flat_y=0.6)
    at(ring(0.08, 0.025, rim, 0, 8, 24), (2.15, 0, 1.2))


@pic('de-beeswax-candles', elev=17, turn=20)
def _():
    wax = plain('#d9a441', 0.5, mottle=0.08)
    wick = plain('#f0e6d0', 0.9)
    for x, h in ((-0.3, 2.3), (0.32, 2.3)):
        turned_c = turned([(0, 0), (0.13, 0, 1), (0.115, h - 0.2), (0.09, h - 0.04), (0, h)], wax, steps=40)
        at(turned_c, (x, 0.1, 0.3))
        at(rod((0, 0, 0), (0.02, 0, 0.14), 0.012, wick, 6), (x, 0.1, 0.29 + h))
        at(turned([(0, 0), (0.32, 0, 1), (0.34, 0.05), (0.18, 0.12), (0.15, 0.3), (0.2, 0.36), (0.19, 0.4, 1), (0.14, 0.36), (0, 0.36)], metal(BRASS, 0.28), steps=56), (x, 0.1, 0))
    for i, (x, y, z) in enumerate(((0.2, -0.7, 0.12), (-0.05, -0.95, 0.12), (0.1, -0.83, 0.32))):
        o = turned([(0, 0), (0.13, 0, 1), (0.115, 1.9), (0.09, 2.05), (0, 2.1)], wax, steps=32)
        at(o, (x - 1.0, y, z), (0, 90, 4 * i))


@pic('de-salt-glazed-jug', elev=13, turn=-26)
def _():
    a = p.worn(p.canvas('#9a9c98', 1500, 1000), 0.08)
    b = '#2d437f'
    for y in (110, 140, 790, 830):
        p.line(a, [(0, y), (1500, y)], b, 16)
    for i in range(5):
        x = 150 + 300 * i
        p.sprig(a, x, 730, -math.pi / 2, 430, b, 4, 0.36, 12)
        p.flower(a, x + 150, 430, 80, 7, b, '#9a9c98', 0.3)
        p.sprig(a, x + 150, 730, -math.pi / 2, 180, b, 3, 0.4, 9)
    m = Mat()
    m.set(Roughness=0.24, Clearcoat=0.4)
    m.colour(m.image(p.warp(a, 3, 30)).outputs['Color'])
    m.bump(m.voronoi(30, 'SMOOTH_F1'), 0.25, 0.02)
    o = vessel([(0.55, 0), (0.6, 0.05), (0.86, 0.7), (0.8, 1.25), (0.5, 1.65), (0.45, 1.95), (0.52, 2.15)], m.m, 0.06)
    for v in o.data.vertices:
        if v.co.z > 1.85 and v.co.x > 0:
            k = (v.co.z - 1.85) / 0.3 * max(0, v.co.x / 0.52) ** 6
            v.co.x += 0.16 * k
    handle((0.78, 0.47), 0.75, 1.95, 0.5, 0.1, glaze('#9a9c98', rough=0.25), 180, 1.3)


@pic('de-spinning-tops', elev=26, turn=10)
def _():
    cols = [('#b8352c', '#f1e4c8'), ('#2f6b5a', '#e6b84a'), ('#2d4a80', '#f1e4c8'), ('#d98a2c', '#7a2a25'), ('#6a3d6a', '#e6d0dc'), ('#3f7a9a', '#f0d890')]
    spots = [(-0.9, 0.3, 16, 40), (0.0, 0.55, 14, 160), (0.9, 0.3, 18, 250), (-0.5, -0.55, 16, -30), (0.45, -0.5, 0, 0), (1.2, -0.6, 17, 100)]
    shapes = [
        [(0, 0), (0.05, 0.06), (0.4, 0.3), (0.42, 0.36), (0.3, 0.46), (0.06, 0.5), (0.05, 0.85), (0, 0.88)],
        [(0, 0), (0.04, 0.04), (0.2, 0.3), (0.34, 0.48), (0.3, 0.6), (0.06, 0.64), (0.05, 1.0), (0, 1.03)],
        [(0, 0), (0.06, 0.05), (0.46, 0.2), (0.47, 0.25), (0.1, 0.34), (0.05, 0.42), (0.05, 0.75), (0, 0.78)],
    ]
    for i, ((c, s), (x, y, tilt, q)) in enumerate(zip(cols, spots)):
        a = p.stripes([(20, '#e4cfa8'), (12, c), (6, s), (14, c), (6, s), (10, c), (32, '#e4cfa8')], 64, 512)
        o = turned(shapes[i % 3], painted(a, 0.25, 0.5), steps=56)
        at(o, (x, y, 0.0 if tilt == 0 else 0.02), (0, 0, 0))
        if tilt:
            o.matrix_world = Matrix.Identity(4)
            at(o, (x, y, 0.0), (0, tilt, q))
            low = min((o.matrix_world @ v.co).z for v in o.data.vertices)
            at(o, (0, 0, -low))


@variants('de-linen-towel', ('cobalt', 'burgundy'), elev=10, turn=18, fill=0.76)
def _(c):
    col = colour(c)
    a = p.plaid('#eee8da', [(0.08, 0.05, col, 0.75), (0.2, 0.02, col, 0.6)], 6)
    hung_scarf(painted(a, 0.9, 0, (1, 2.6), weave=0.35), 'beech', width=1.9, pleats=2)


@variants('at-loden-blanket', ('moss', 'charcoal'), elev=18, turn=-28)
def _(c):
    col = colour(c)
    m = fabric(col, dark(col, 0.16), 0.12, 200, sheen=0.5)
    coil(m, 2.6, 0.12, 4.2, 0.2, 1.7, 0.13)
    strap = leather('#6b4428')
    for x in (-0.7, 0.7):
        r = 1.02
        tube([(x, r * math.cos(q), 0.96 + r * math.sin(q)) for q in np.linspace(0, TAU, 48, endpoint=False)], 0.1, strap, 10, closed=True, k=1, flat_y=0.3)
        at(box(0.26, 0.05, 0.24, metal(BRASS, 0.3), 0.02), (x, -0.98, 1.25), (-14, 0, 0))


@pic('at-pumpkin-seed-oil', elev=11, turn=0)
def _():
    g = plain('#10210f', 0.05, 0.6, coat=0.6)
    bottle(g, 0.34, 2.5, 0.11, 0.6, painted(p.band_label('#eee6cc', '#2f4a24', 'drop', 3, h=520), 0.7, 0), plain('#20281c', 0.4), cap_h=0.34)
    at(bowl('cone', glaze('#f0ece0'), 0.03), (0.85, -0.55, 0), scale=0.8)
    at(face_disc(0.29, 0.3, plain('#17280d', 0.04, 0.6)), (0.85, -0.55, 0))
    o = ball(0.09, plain('#5c6b3a', 0.6), (0.6, 1, 0.3), 14)
    at(scatter(o, 26, 0.34, 0.03, 6), (0.35, -1.0, 0))


@pic('at-music-box', elev=42, turn=30, grain=2)
def _():
    w = wood('walnut')
    for y in (-0.42, 0.42):
        box(1.2, 0.08, 0.6, w, 0.02, loc=(0, y, 0))
    for x in (-0.56, 0.56):
        box(0.08, 0.92, 0.6, w, 0.02, loc=(x, 0, 0))
    box(1.1, 0.8, 0.08, w, 0.01)
    b = metal(BRASS, 0.25)
    at(turned([(0, 0), (0.15, 0, 1), (0.15, 0.62, 1), (0, 0.62)], b, steps=40), (-0.36, 0.05, 0.33), (0, 90, 0))
    pin = ball(0.014, metal(GOLD, 0.3), seg=8)
    copies(pin, [((-0.34 + 0.6 * ((i * 37) % 50) / 50, 0.05 + 0.152 * math.cos(i * 0.9), 0.33 + 0.152 * math.sin(i * 0.9)), (0, 0, 0)) for i in range(70)])
    for i in range(18):
        box(0.026, 0.32, 0.02, metal(STEEL, 0.2), 0.002, 1, loc=(-0.33 + i * 0.034, -0.2, 0.36))
    at(box(0.7, 0.14, 0.12, b, 0.02), (-0.04, -0.33, 0.26))
    obj([(-0.53, -0.4, 0.59), (0.53, -0.4, 0.59), (0.53, 0.4, 0.59), (-0.53, 0.4, 0.59)], [(0, 1, 2, 3)], glass('#ffffff'), smooth=False)
    rod((0.55, 0.05, 0.33), (0.85, 0.05, 0.33), 0.028, b)
    rod((0.85, 0.05, 0.33), (0.85, -0.28, 0.42), 0.028, b)
    at(ball(0.085, wood('rosewood'), (1.3, 1, 1)), (0.94, -0.29, 0.42))


# --- Spain ----------------------------------------------------------------------------------------


@pic('es-clay-cazuela', elev=26, turn=18)
def _():
    out = clay('#b5653a', 0.7)
    o = vessel([(0.9, 0), (0.98, 0.05), (1.12, 0.3), (1.18, 0.55)], out, 0.07)
    turned([(0, 0.13), (0.9, 0.14), (1.0, 0.25), (1.085, 0.5), (1.1, 0.545)], glaze('#a8581f', '#7c3a12', 0.08))
    for s in (-1, 1):
        tube([(s * 1.12, -0.3, 0.4), (s * 1.36, -0.2, 0.42), (s * 1.42, 0, 0.42), (s * 1.36, 0.2, 0.42), (s * 1.12, 0.3, 0.4)], 0.085, out, 12)


@pic('es-olive-oil', elev=10, turn=0)
def _():
    g = glass('#6f8a3a', edge='#3c5220')
    bottle(g, 0.36, 2.4, 0.12, 0.6, painted(p.band_label('#f4efdf', '#51672c', 'leaf', 3, h=520), 0.7, 0), plain('#3a4a22', 0.4), syrup('#8c9431', 0.2), 0.3)
    for x, y, s in ((0.75, -0.5, 1), (0.98, -0.25, 0.9), (0.6, -0.78, 0.95)):
        at(ball(0.14, plain('#6a7a33', 0.3), (1, 1, 1.3), 24), (x, y, 0.13), (80, 20 * s, 40 * s), s)
    for i in range(4):
        at(leaf(0.42, 0.06, plain('#6f8055', 0.6), 0.05), (0.85, -0.75, 0.03), (4, 0, -60 - 28 * i))


@pic('es-esparto-basket', elev=16, turn=20)
def _():
    a = p.basket('#cfae6b', '#8a6a34', 8)
    m = painted(a, 0.8, 0, (9, 4), bump=0.9)
    vessel([(1.1, 0), (1.2, 0.08), (1.5, 1.2), (1.62, 2.5)], m, 0.1)
    for z, r in ((0.65, 1.4), (1.3, 1.53), (1.95, 1.58), (2.5, 1.6)):
        ring(r, 0.07, plain('#b08c4a', 0.8, grain=0.4), z)
    for s in (-1, 1):
        tube([(-0.5, s * 1.55, 2.4), (-0.45, s * 1.66, 2.85), (0, s * 1.7, 3.15), (0.45, s * 1.66, 2.85), (0.5, s * 1.55, 2.4)], 0.09, plain('#b08c4a', 0.8, grain=0.5, grain_scale=30), 12)


@pic('es-castanets', elev=34, turn=20)
def _():
    w = plain('#3a1f14', 0.25, coat=0.4, mottle=0.3)

    def shell(flip):
        o = revolve(vessel_profile([(0.02, 0), (0.3, 0.03), (0.48, 0.14), (0.52, 0.27)], 0.1, floor=0.14)[0], w, 56)
        for v in o.data.vertices:
            if v.co.y > 0.2:
                v.co.x *= 1 - 0.55 * (v.co.y - 0.2)
                v.co.y *= 1.25
        return o

    cord = plain('#a8231d', 0.6)
    for x, y, q in ((-0.65, 0.15, 24), (0.62, -0.2, -28)):
        parts = [shell(0)]
        up = shell(1)
        up.matrix_world = Matrix.Translation((0, 0.62, 0.3)) @ Matrix.Rotation(math.radians(-48), 4, 'X') @ Matrix.Translation((0, -0.62, 0.3)) @ Matrix.Scale(-1, 4, Vector((0, 0, 1)))
        parts.append(up)
        parts.append(tube([(-0.2, 0.62, 0.3), (0.2, 0.62, 0.36), (0.25, 0.85, 0.25), (-0.05, 1.05, 0.05), (-0.35, 0.95, 0.05), (-0.25, 0.7, 0.25)], 0.03, cord, 8, closed=True))
        at(parts, (x, y, 0), (0, 0, q))


@variants('es-hand-fan', ('cinnabar', 'black', 'snow'), elev=30, turn=0, fill=0.8)
def _(c):
    col = {'cinnabar': '#b5382a', 'black': '#26221f', 'snow': '#f1eee5'}[c]
    ink = {'cinnabar': '#f0d8a8', 'black': '#b8423a', 'snow': '#7a94b0'}[c]
    a = p.canvas(col, 1600, 700)
    for i in range(9):
        x = 90 + 178 * i
        p.flower(a, x, 330 + 60 * (i % 2), 78, 6, ink, col, 0.34)
        p.sprig(a, x + 60, 520, -0.9, 120, ink, 3, 0.4, 4)
    p.line(a, [(0, 24), (1600, 24)], ink, 14)
    p.line(a, [(0, 60), (1600, 60)], ink, 4)
    n = 18
    span = math.radians(158)

    def pt(k, r, up):
        q = math.pi / 2 + span / 2 - span * k
        return (r * math.cos(q), r * math.sin(q), up)

    def f(u, v):
        fold = abs(((u * n) % 1) * 2 - 1)
        return pt(u, 1.0 + 1.25 * v, 0.1 + 0.09 * fold)

    sheet(f, n * 6 + 1, 10, painted(a, 0.8, 0), smooth=False)
    rib = wood('beech', 'X') if c != 'black' else wood('rosewood')
    for i in range(n + 1):
        k = i / n
        z = 0.06 + 0.012 * i / n * 4
        wdt = 0.05 if 0 < i < n else 0.09
        L = 2.27 if i in (0, n) else 1.25
        o = box(0.02 + L, wdt, 0.025, rib, 0.005, 1)
        q = math.degrees(math.pi / 2 + span / 2 - span * k)
        at(o, (L / 2, 0, z), (0, 0, 0))
        at(o, (0, 0, 0), (0, 0, q))
    at(turned([(0, 0), (0.07, 0), (0.07, 0.05), (0, 0.07)], metal(BRASS, 0.3), steps=24), (0, 0, 0.12))
    for o in list(bpy.context.scene.objects):
        at(o, (0, 0, 0), (56, 0, 0))
    low = min((o.matrix_world @ v.co).z for o in bpy.context.scene.objects for v in o.data.vertices)
    for o in list(bpy.context.scene.objects):
        at(o, (0, 0, -low))


@variants('es-recycled-glass-jug', ('sea', 'amber'), elev=13, turn=-26, grain=2)
def _(c):
    g = glass('#8cc3bd' if c == 'sea' else '#e0a552')
    o = vessel([(0.62, 0), (0.7, 0.05), (0.95, 0.6), (0.9, 1.2), (0.6, 1.75), (0.58, 2.05), (0.68, 2.3)], g, 0.06)
    for v in o.data.vertices:
        if v.co.z > 1.9 and v.co.x > 0:
            k = (v.co.z - 1.9) / 0.4 * max(0, v.co.x / 0.68) ** 6
            v.co.x += 0.24 * k
    handle((0.88, 0.6), 0.8, 2.0, 0.5, 0.09, g, 180)
    b = ball(0.025, glass('#ffffff'), seg=8)
    rng = random.Random(3)
    places = []
    for _ in range(26):
        q, z = rng.random() * TAU, rng.uniform(0.2, 1.4)
        r = 0.62 + 0.3 * math.sin(min(1, z / 1.3) * math.pi * 0.6) * 0.9
        places.append(((r * 0.95 * math.cos(q), r * 0.95 * math.sin(q), z), (0, 0, 0), rng.uniform(0.6, 1.5)))
    copies(b, places)


@pic('es-striped-blanket', elev=20, turn=24)
def _():
    a = p.yarn(p.stripes([(40, '#efe6d2'), (10, '#b0382c'), (4, '#efe6d2'), (10, '#d19a34'), (4, '#efe6d2'), (10, '#4d6b4a'), (12, '#efe6d2'), (3, '#22262f'), (30, '#efe6d2')], 512, 1024), 2, 0.1)
    a = np.roll(a, 512, 0)
    throw(painted(a, 0.95, 0, weave=0.4, sheen=0.3), fabric('#efe6d2'), 5, (1, 5), 3.4, 2.4, 0.14)


@variants('es-relief-tile', ('star', 'knot'), elev=16, turn=14)
def _(v):
    a = p.tile_moor_star('#efe6d0', '#2f6b57', '#b8762a', '#27488f') if v == 'star' else p.tile_knot('#efe6d0', '#2f6b57', '#c58a2c', '#27488f')
    tile_set(p.worn(a, 0.08), body='#c9a27c')


@pic('es-olive-soap', elev=24, turn=26)
def _():
    m = plain('#d8d3a8', 0.55, mottle=0.1)
    box(1.15, 0.8, 0.5, m, 0.05, 3)
    box(1.15, 0.8, 0.5, m, 0.05, 3, loc=(0.15, 0.1, 0.51), rot=(0, 0, 14))
    box(1.15, 0.8, 0.5, m, 0.05, 3, loc=(-1.05, -0.75, 0), rot=(0, 0, -20))
    st = plain('#c2bd8c', 0.6)
    for (x, y, z, q) in ((0.15, 0.1, 1.012, 14), (-1.05, -0.75, 0.502, -20)):
        parts = [at(leaf(0.3, 0.06, st, 0.0), (0.0, -0.12 + 0.09 * k, 0.0), (0, 0, s * 55)) for k in range(4) for s in (-1, 1)]
        at(parts, (x, y, z + 0.002), (0, 0, q), (1, 1, 0.1))


@pic('es-saffron', elev=20, turn=0, grain=2)
def _():
    o = tube([(0, -0.16, 0), (0.03, 0, 0.03), (-0.02, 0.16, 0)], [0.008, 0.011, 0.018], plain('#a8200f', 0.7), 6)
    parts = scatter(o, 230, 0.3, 0.06, 2, (0.7, 1.2), 0.5)
    vessel([(0.38, 0), (0.4, 0.04), (0.4, 0.62), (0.33, 0.72), (0.33, 0.78)], glass('#f2f8f6'), 0.025)
    at(turned([(0, 0), (0.31, 0, 1), (0.36, 0.18, 1), (0, 0.18)], cork(), steps=48), (0, 0, 0.74))
    o2 = tube([(0, -0.16, 0), (0.03, 0, 0.03), (-0.02, 0.16, 0)], [0.008, 0.011, 0.018], plain('#b0260f', 0.7), 6)
    at(scatter(o2, 60, 0.26, 0.02, 5, (0.7, 1.1), 0.05), (0.7, -0.4, 0))


def card(a, w=0.95, d=1.5, t=0.012):
    return box(w, d, t, plain('#f3ecdb', 0.5), 0.004, 1, {'top': painted(a, 0.5, 0.1)})


@pic('es-playing-cards', elev=40, turn=8)
def _():
    def face(kind, n):
        a = p.canvas('#f5eedc', 500, 790)
        p.rect(a, 22, 22, 478, 768, '#2a3a66', 5)
        spots = {1: [(250, 395)], 2: [(250, 230), (250, 560)], 4: [(150, 230), (350, 230), (150, 560), (350, 560)], 5: [(150, 210), (350, 210), (250, 395), (150, 580), (350, 580)]}[n]
        s = 120 if n == 1 else 70
        for x, y in spots:
            if kind == 'coin':
                p.disc(a, x, y, s, '#d19a2c')
                p.disc(a, x, y, s * 0.75, '#b0382c')
                p.flower(a, x, y, s * 0.6, 8, '#f0c95a', '#2f6b57', 0.3)
            elif kind == 'cup':
                p.poly(a, [(x - s * 0.7, y - s), (x + s * 0.7, y - s), (x + s * 0.4, y), (x + s * 0.12, y + s * 0.2), (x + s * 0.12, y + s * 0.7), (x + s * 0.5, y + s), (x - s * 0.5, y + s), (x - s * 0.12, y + s * 0.7), (x - s * 0.12, y + s * 0.2), (x - s * 0.4, y)], '#b0382c')
                p.line(a, [(x - s * 0.6, y - s * 0.7), (x + s * 0.6, y - s * 0.7)], '#f0c95a', 8)
            elif kind == 'sword':
                p.poly(a, [(x, y - s * 1.3), (x + s * 0.16, y - s), (x + s * 0.14, y + s * 0.6), (x - s * 0.14, y + s * 0.6), (x - s * 0.16, y - s)], '#3d6ea8')
                p.line(a, [(x - s * 0.5, y + s * 0.6), (x + s * 0.5, y + s * 0.6)], '#d19a2c', 14)
                p.line(a, [(x, y + s * 0.6), (x, y + s * 1.1)], '#b0382c', 14)
            else:
                p.line(a, [(x - s * 0.1, y + s * 1.1), (x + s * 0.1, y - s)], '#6b8a3a', int(s * 0.4))
                p.petal(a, x, y, -0.8, s * 0.7, s * 0.18, '#2f6b57')
        return a

    for i, (k, n) in enumerate((('club', 2), ('sword', 1), ('cup', 2), ('coin', 5), ('coin', 1))):
        q = 34 - 17 * i
        o = card(face(k, n))
        at(o, (0, 1.5, 0.01 + 0.014 * i))
        at(o, (0, -1.5, 0), (0, 0, q))
    b = p.canvas('#2a3a66', 500, 790)
    for i in range(-4, 14):
        for j in range(-2, 14):
            p.star(b, i * 70 + (35 if j % 2 else 0), j * 66, 26, 4, '#d8c38a', 0.45)
    p.rect(b, 20, 20, 480, 770, '#f5eedc', 10)
    m = painted(b, 0.5, 0.1)
    at(box(1.0, 1.55, 0.32, plain('#2a3a66', 0.5), 0.02, 2, {'top': m, 'front': plain('#b0382c', 0.5)}), (1.6, -1.3, 0), (0, 0, -18))


# --- France ---------------------------------------------------------------------------------------


@variants('fr-marseille-soap', ('olive', 'lavender', 'verbena'), elev=24, turn=32)
def _(v):
    c = {'olive': '#a09a58', 'lavender': '#b7a6c4', 'verbena': '#c6cf8a'}[v]
    a = p.worn(p.canvas(c, 600, 600), 0.06)
    h = p.canvas('#ffffff', 600, 600)
    for t in (a, h):
        k = dark(c, 0.3) if t is a else '#202020'
        p.rect(t, 60, 60, 540, 540, k, 12)
        p.sprig(t, 300, 430, -math.pi / 2, 230, k, 4, 0.34, 9)
        p.line(t, [(170, 480), (430, 480)], k, 12)
        p.line(t, [(220, 130), (380, 130)], k, 12)
    m = Mat()
    m.set(Roughness=0.5, Specular=0.35)
    m.colour(m.image(a).outputs['Color'])
    m.bump(m.image(p.cv2.GaussianBlur(h, (0, 0), 3)).outputs['Color'], 0.7, 0.05)
    box(1, 1, 1, m.m, 0.06, 4)
    if v == 'olive':
        box(1, 1, 1, m.m, 0.06, 4, loc=(-0.75, 0.95, 0), rot=(0, 0, 20))
        for k in range(5):
            at(leaf(0.5, 0.07, plain('#6f8055', 0.6), 0.05), (0.75, -0.7, 0.03), (4, 0, -80 + 34 * k))
    elif v == 'lavender':
        box(1, 1, 0.5, m.m, 0.06, 4, loc=(-0.7, 0.95, 0), rot=(0, 0, -12))
        at(flower_stalks('#6f5f98', '#8a9a6a', 7, 1.6, 0.2, lying=True), (0.4, -0.8, 0), (0, 0, 80))
    else:
        box(0.5, 1, 1, m.m, 0.06, 4, loc=(-0.95, 0.6, 0), rot=(0, 0, 8))
        for k in range(7):
            at(leaf(0.6, 0.09, plain('#8fae4a', 0.6), 0.08), (0.2 + 0.13 * k, -0.9, 0.04), (8, 0, (-60 if k % 2 else 60) + 4 * k))
        rod((0.1, -0.9, 0.03), (1.2, -0.9, 0.03), 0.02, plain('#7d8a4a'))


@variants('fr-linen-tablecloth', ('natural', 'slate'), elev=20, turn=24)
def _(c):
    col = '#d9c9a8' if c == 'natural' else '#5d6973'
    m = fabric(col, dark(col, 0.1), 0.3, 120, slub=0.15)
    R, H = 2.1, 2.2

    def f(u, v):
        x, y = (u - 0.5) * 7.2, (v - 0.5) * 7.2
        ax, ay = max(0, abs(x) - R), max(0, abs(y) - R)
        dx, dy = math.copysign(min(abs(x), R), x), math.copysign(min(abs(y), R), y)
        d = math.hypot(ax, ay)
        k = min(1, d / 0.25)
        q = math.atan2(ay, ax) if d else 0
        wav = 0.16 * min(1, d / 1.2) * math.sin((x * (ay > ax) + y * (ax >= ay)) * 3.6)
        flare = 0.05 * k + 0.1 * d + (0.28 * d * math.sin(2 * q) if ax and ay else 0) + wav * (1 if not (ax and ay) else 0.3)
        nx, ny = (math.cos(q) * math.copysign(1, x), math.sin(q) * math.copysign(1, y)) if d else (0, 0)
        return (dx + nx * flare, dy + ny * flare, H - max(0, d - 0.03))

    sheet(f, 120, 120, m, 0.02)
    at([bowl('low', glaze('#ece6d6'), 0.06)], (0.3, 0.1, H + 0.02), scale=0.7)
    for x, y, c2 in ((0.15, 0.1, '#d9b23c'), (0.55, 0.2, '#e0bd4a'), (0.35, -0.2, '#d9b23c')):
        at(ball(0.24, plain(c2, 0.4), (1.25, 1, 1)), (x, y, H + 0.38), (0, 20, 60 * x))
    for x in (-1.8, 1.8):
        for y in (-1.8, 1.8):
            rod((x, y, -0.35), (x, y, H), 0.11, wood('oak', 'Z'))


def sprig_plate_image(ground, c, rim_lines, n=14, heart=None):
    a = p.canvas(ground, 1200, 1200)
    for r, t in rim_lines:
        p.cv2.circle(a, p.P(600, 600), int(r * 16), p.tup(c), t, p.cv2.LINE_AA, p.SH)
    for i in range(n):
        q = TAU * i / n
        x, y = 600 + 500 * math.cos(q), 600 + 500 * math.sin(q)
        p.sprig(a, x - 50 * math.cos(q + 1.57), y - 50 * math.sin(q + 1.57), q + 1.57, 90, c, 3, 0.42, 5)
        p.flower(a, 600 + 500 * math.cos(q + TAU / n / 2), 600 + 500 * math.sin(q + TAU / n / 2), 26, 5, heart or c, ground, 0.4)
    return a


@pic('fr-faience-plate', elev=14, turn=0)
def _():
    a = sprig_plate_image('#f4f0e6', '#3d5fa8', ((580, 16), (420, 5)), 14)
    p.flower(a, 600, 600, 90, 6, '#3d5fa8', '#d9b23c', 0.32)
    for q in (0.5, 2.1, 3.6, 5.2):
        p.sprig(a, 600 + 60 * math.cos(q), 600 + 60 * math.sin(q), q, 150, '#3d5fa8', 4, 0.36, 6)
    m = painted(p.warp(a, 3, 30), 0.12, 0.5)
    o = picture_plate(1.25, m, 0.24, 0.07)
    at(o, (0, 0.3, 1.18), (74, 0, 0))
    at(picture_plate(1.25, m, 0.24, 0.07), (0.75, -1.1, 0), (0, 0, 30))


@pic('fr-bistro-glass', elev=17, turn=10, grain=2)
def _():
    g = glass('#eef6f3')

    def one(x, y, fill=None):
        o = revolve(vessel_profile([(0.3, 0), (0.34, 0.03), (0.36, 0.3), (0.43, 0.9), (0.44, 0.95)], 0.05, floor=0.14)[0], g, 80, flute=(10, 0.022))
        parts = [o]
        if fill:
            parts.append(turned([(0, 0.15), (0.27, 0.15), (0.31, 0.3), (0.35, 0.58, 1), (0, 0.58)], syrup(fill, 0.15)))
        at(parts, (x, y, 0))

    one(-0.5, 0.3)
    one(0.45, 0.45, '#7c1626')
    one(0.1, -0.5)
    at(turned([(0, 0.03), (0.31, 0.03), (0.33, 0.1), (0, 0.11)], glass('#d9e8e2')), (0.1, -0.5, 0))


def choc_bar(w, d, h, nx, ny, m):
    parts = [box(w, d, h * 0.5, m, 0.03)]
    for i in range(nx):
        for j in range(ny):
            parts.append(at(box(w / nx * 0.93, d / ny * 0.93, h * 0.7, m, 0.05, 2), (-w / 2 + w * (i + 0.5) / nx, -d / 2 + d * (j + 0.5) / ny, h * 0.3)))
    return parts


@variants('fr-chocolate-bar', ('dark', 'milk', 'hazelnut'), elev=38, turn=26)
def _(v):
    c, ch, k = {'dark': ('#2f3f5c', '#2e170d', 'star'), 'milk': ('#a9643a', '#6b3a20', 'sun'), 'hazelnut': ('#5f6b3c', '#5c311b', 'fruit')}[v]
    a = p.canvas(c, 1200, 600)
    for i in range(13):
        for j in range(7):
            p.star(a, i * 100 + (50 if j % 2 else 0), j * 100, 34, 4, pale(c, 0.2), 0.5)
    lab = p.label('#f3ead6', c, k, w=420, h=520)
    a[40:560, 390:810] = lab
    at(box(1.9, 0.95, 0.13, plain(c, 0.6), 0.02, 2, {'top': painted(a, 0.6, 0.1)}), (0.1, 0.55, 0))
    at(choc_bar(1.7, 0.85, 0.13, 6, 3, plain(ch, 0.3, 0.5)), (-0.15, -0.55, 0.015), (0, 0, -10))
    at(box(1.0, 0.9, 0.02, metal('#d8d4c8', 0.3), 0.005), (-0.5, -0.52, 0), (0, 0, -10))
    if v == 'hazelnut':
        o = ball(0.12, plain('#a8703a', 0.45), (1, 1, 1.1), 20)
        copies(o, [((0.95, -0.75, 0.11), (20, 0, 0)), ((1.2, -0.55, 0.11), (60, 0, 40)), ((1.05, -1.0, 0.11), (90, 0, 10))])
    else:
        for i in range(2):
            box(0.27, 0.27, 0.12, plain(ch, 0.3, 0.5), 0.04, loc=(1.0 + 0.25 * i, -0.6 - 0.25 * i, 0), rot=(0, 0, 20 + 40 * i))


@pic('fr-herb-tin', elev=18, turn=6)
def _():
    tin(0.45, 1.15, plain('#dfe3cf', 0.4), plain('#7d8f5c', 0.35), 0.84)
    band(0.456, 0.1, 0.85, painted(p.band_label('#f3efdf', '#5f7340', 'leaf', 3), 0.6, 0))
    o = leaf(0.16, 0.025, plain('#6d7d4a', 0.8), 0.02)
    at(scatter(o, 150, 0.42, 0.02, 4, (0.6, 1.1), 0.12), (0.8, -0.5, 0))
    at(flower_stalks('#8a94a8', '#7d8a5c', 4, 1.2, 0.2, lying=True, head=0.08), (-0.3, -0.5, 0), (0, 0, 75))


@pic('fr-pocket-knife', elev=46, turn=38, fill=0.8)
def _():
    w = wood('olive')
    tube([(-1.35, 0.05, 0.14), (-1.2, 0.03, 0.14), (-0.6, -0.02, 0.14), (0.0, 0.02, 0.14), (0.12, 0.03, 0.14)], [0.12, 0.17, 0.14, 0.15, 0.13], w, 20, flat_y=0.75)
    tube([(0.05, 0.03, 0.14), (0.24, 0.03, 0.14)], [0.145, 0.14], metal(BRASS, 0.22), 20, k=1, flat_y=0.8)
    for x in (-1.05, -0.6, -0.15):
        at(turned([(0, 0), (0.025, 0), (0, 0.01)], metal(BRASS, 0.2), steps=16), (x, 0.0, 0.245))
    s = metal(STEEL, 0.14, brushed=0.1)

    def blade(u, v):
        x = 0.22 + 1.45 * u
        back = 0.15 - 0.07 * u**3
        edge = -0.11 + 0.02 * u + 0.19 * max(0, (u - 0.6) / 0.4) ** 2
        return (x, edge + (back - edge) * v + 0.02, 0.14 + 0.012 * v)

    sheet(blade, 30, 8, s, 0.025)


@variants('fr-scented-candle', ('fig', 'lavender'), elev=22, turn=0)
def _(v):
    g = glaze('#6f7d62', '#57664c', 0.25, speckle='#3a4434') if v == 'fig' else glaze('#a99db8', '#8f82a0', 0.25, speckle='#6d6080')
    vessel([(0.4, 0), (0.44, 0.03), (0.46, 0.45), (0.45, 0.92)], g, 0.05)
    turned([(0, 0.78), (0.41, 0.78)], plain('#f2e8d2', 0.45))
    rod((0, 0, 0.78), (0.02, 0, 0.98), 0.016, plain('#3a2f26', 0.9), 8)
    m = Mat()
    m.set(Emission_Strength=5.0, Emission=(1, 0.62, 0.2, 1))
    m.m.cycles.sample_as_light = False
    at(turned([(0, 0), (0.035, 0.03), (0.05, 0.09), (0.025, 0.19), (0, 0.27)], m.m, steps=20), (0.02, 0, 0.95))
    if v == 'fig':
        for x, y, s in ((0.85, -0.35, 1), (0.62, -0.72, 0.85)):
            at(turned([(0, 0), (0.2, 0.04), (0.28, 0.2), (0.18, 0.42), (0.05, 0.56), (0.03, 0.66)], plain('#4a2c48', 0.45, mottle=0.25), steps=40), (x, y, 0), (0, 12 * s, 0), s)
    else:
        at(flower_stalks('#6f5f98', '#8a9a6a', 6, 1.3, 0.16, lying=True), (0.35, -0.6, 0), (0, 0, 65))


@pic('fr-wine-carafe', elev=12, turn=0, grain=2)
def _():
    vessel([(0.7, 0), (0.98, 0.06), (1.02, 0.16), (0.7, 0.5), (0.24, 0.95), (0.15, 1.4), (0.17, 2.1), (0.3, 2.35)], glass('#eff6f4'), 0.03)
    turned([(0, 0.05), (0.9, 0.06), (0.98, 0.14), (0.83, 0.34, 1), (0, 0.34)], syrup('#6a0f22', 0.1))


@pic('fr-rush-stool', elev=20, turn=30)
def _():
    w = wood('beech', 'Z')
    s, H = 1.35, 4.2
    for x in (-s, s):
        for y in (-s, s):
            tube([(x * 1.08, y * 1.08, 0), (x * 1.06, y * 1.06, 0.6), (x, y, 2.2), (x * 0.98, y * 0.98, H - 0.2), (x * 0.97, y * 0.97, H + 0.06)], [0.09, 0.14, 0.15, 0.16, 0.1], w, 16)
    for z in (1.1, 2.3):
        for k in (-1, 1):
            tube([(-s, k * s, z), (0, k * s, z), (s, k * s, z)], [0.07, 0.1, 0.07], w)
            tube([(k * s, -s, z + 0.25), (k * s, 0, z + 0.25), (k * s, s, z + 0.25)], [0.07, 0.1, 0.07], w)
    r1, r2 = plain('#c9b06a', 0.8, grain=0.4), plain('#b59a55', 0.8, grain=0.4)
    n = 17
    parts1, parts2 = [], []
    for i in range(n):
        k = s * (1 - i / n)
        for sgn in (-1, 1):
            bend = 0.12 * (1 - k / s)
            parts1.append(tube([(-k, sgn * k, H), (0, sgn * k, H + 0.03), (k, sgn * k, H)], 0.048, r1, 7, k=2))
            parts2.append(tube([(sgn * k, -k, H), (sgn * k, 0, H + 0.03), (sgn * k, k, H)], 0.048, r2, 7, k=2))
    merged(parts1)
    merged(parts2)
    for k in (-1, 1):
        tube([(-s, k * (s + 0.02), H - 0.05), (s, k * (s + 0.02), H - 0.05)], 0.13, r1, 12, k=1)
        tube([(k * (s + 0.02), -s, H - 0.05), (k * (s + 0.02), s, H - 0.05)], 0.13, r2, 12, k=1)


@variants('fr-silk-square', ('cobalt', 'rose'), elev=48, turn=32)
def _(c):
    col = colour(c)
    g = '#f1ebdc'
    a = p.canvas(col)
    p.rect(a, 130, 130, 894, 894, g)
    p.rect(a, 150, 150, 874, 874, col, 6)
    for i in range(11):
        t = 62 + i * 90
        for x, y, q in ((t, 66, 0.3), (t, 958, 0.3), (66, t, 1.9), (958, t, 1.9)):
            p.sprig(a, x - 30, y, q, 60, pale(col, 0.65), 2, 0.55, 4)
            p.disc(a, x + 10, y + 22, 8, '#e6c35a')
    for x, y, q in ((200, 200, 0.78), (824, 200, 2.36), (200, 824, -0.78), (824, 824, -2.36)):
        p.sprig(a, x, y, q, 190, col, 5, 0.36, 6, '#c98a3a')
    p.flower(a, 512, 512, 90, 9, col, '#e6c35a', 0.24)

    def lift(u, v):
        return 0.35 * math.exp(-((u - 0.55) ** 2 + (v - 0.5) ** 2) * 18) * (1 + math.sin(14 * u + 6 * v)) * 0.6 + 0.1 * math.sin(7 * u - 4 * v) ** 2

    spread(painted(a, 0.42, 0.0, spec=0.5, sheen=0.4), 4.4, 4.4, 0.06, lift=lift)
