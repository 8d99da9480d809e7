"""Indonesia, Malaysia, Thailand, Vietnam, Myanmar."""
import math
import random
import numpy as np
import paint as p
from forms import *
from materials import *
from props import *
from table import colour, pic, variants

# --- Indonesia ------------------------------------------------------------------------------------


@variants('id-batik-scarf', ('blade', 'palm-fruit'), elev=9, turn=-24, fill=0.76)
def _(v):
    a = p.batik_blade() if v == 'blade' else p.batik_fruit()
    hung_scarf(painted(a, 0.85, 0, (1, 3.2), weave=0.2), 'teak', fabric('#d9c39a' if v == 'blade' else '#3a2a20'), width=1.7, pleats=2, seed=1)


@variants('id-batik-cushion', ('indigo', 'rust'), elev=12, turn=-18)
def _(c):
    col = '#2b3a6b' if c == 'indigo' else '#8f4327'
    a = p.batik_stars(col, '#ecdfc4', '#c9a05a')
    stand_up(cushion(painted(a, 0.85, 0, weave=0.2), 4.5, 1.4, plain(dark(col, 0.3), 0.9), seed=2), 4.5, 16)


@pic('id-teak-bowl', elev=27)
def _():
    bowl('wide', wood('teak', 'X', 0.9, 0.35), 0.08)
    for x, y, c in ((0.2, 0.15, '#8a2a2a'), (-0.3, 0.1, '#6f8a3a'), (0.0, -0.32, '#c9a03a')):
        at(ball(0.28, plain(c, 0.35)), (x, y, 0.42))


@pic('id-rattan-basket', elev=24, turn=14)
def _():
    a = p.basket('#d3a460', '#7d5628', 8)
    m = painted(a, 0.55, 0.1, (7, 2.2), bump=0.9)
    vessel([(1.0, 0), (1.1, 0.06), (1.36, 0.5), (1.5, 1.3), (1.48, 1.85)], m, 0.09)
    w = plain('#a8743a', 0.45)
    ring(1.45, 0.1, w, 1.88)
    for i in range(44):
        q = TAU * i / 44
        at(ring(0.115, 0.02, plain('#8a5c2c', 0.5), 0, 6, 16), (1.45 * math.cos(q), 1.45 * math.sin(q), 1.88), (90, 0, math.degrees(q)))
    for s in (-1, 1):
        tube([(s * 1.42, -0.42, 1.8), (s * 1.52, -0.4, 2.2), (s * 1.54, 0, 2.48), (s * 1.52, 0.4, 2.2), (s * 1.42, 0.42, 1.8)], 0.075, w, 12)


@pic('id-ikat-blanket', elev=20, turn=-26)
def _():
    a = p.ikat()
    draped(painted(a, 0.9, 0, (1, 2.4), weave=0.35), 2.4, 2.5, 2.4, 3.1, 1, 0.08, seed=0, fringe_mat=fabric('#7d2f22'))
    rack(wood('teak', 'Z'), 3.0, 3.1)


@pic('id-sumatra-coffee', elev=17, turn=-16)
def _():
    bag_of_coffee(plain('#2a2624', 0.5), painted(p.label('#d9c39a', '#5a2a1c', 'leaf', '#5a2a1c'), 0.8, 0), '#2f1b12', metal('#c9a25a', 0.3), seed=7)


@pic('id-vanilla-pods', elev=34, turn=36, fill=0.8)
def _():
    vessel([(0.2, 0), (0.22, 0.04), (0.22, 2.2), (0.22, 2.25)], glass('#f2f6f2'), 0.02)
    pods = []
    for i in range(5):
        q = i * 1.25
        x, y = 0.09 * math.cos(q), 0.09 * math.sin(q)
        pods.append(tube([(x, y, 0.1), (x * 1.2, y * 1.2, 0.7), (x * 0.8, y * 1.1, 1.4), (x, y, 2.05), (x * 1.3, y, 2.15)], [0.02, 0.045, 0.05, 0.035, 0.012], plain('#2a1710', 0.35, mottle=0.2), 10))
    at(turned([(0, 0), (0.19, 0, 1), (0.235, 0.2, 1), (0, 0.2)], cork(), steps=40), (0, 0, 2.2))
    band(0.228, 0.85, 1.3, painted(p.band_label('#f5ecd6', '#6b4a2a', 'flower', 3, h=440), 0.7, 0))
    for o in list(bpy.context.scene.objects):
        at(o, (0, 0, 0), (0, 90, 0))
        at(o, (-1.1, 0, 0.24))
    for i, (y, q) in enumerate(((-0.5, 4), (-0.62, -3))):
        o = tube([(-0.95, 0, 0.05), (-0.3, 0.06, 0.05), (0.4, -0.04, 0.06), (0.95, 0.05, 0.05), (1.1, 0.12, 0.05)], [0.02, 0.05, 0.055, 0.04, 0.012], plain('#2a1710', 0.35), 10)
        at(o, (0, y, 0), (0, 0, q))
    c = plain('#f0e4b8', 0.6)
    for i in range(6):
        at(leaf(0.36, 0.1, c, 0.1), (0.75, -1.05, 0.04), (25, 0, i * 60))
    at(turned([(0, 0), (0.07, 0.02), (0.1, 0.2), (0.13, 0.26)], plain('#e6cf7a', 0.6), steps=24), (0.75, -1.05, 0.04))


@pic('id-angklung', elev=10, turn=20)
def _():
    w, d = wood('bamboo', 'Z', rough=0.35), wood('smoked', 'X')
    rod((-1.3, 0, 0.12), (1.3, 0, 0.12), 0.14, w, 20)
    for x, h in ((-1.15, 3.4), (0.1, 2.7), (1.15, 2.2)):
        rod((x, 0, 0.1), (x, 0, h), 0.05, w, 12)
    rod((-1.3, 0, 2.15), (1.3, 0, 2.15), 0.04, w, 12)
    rod((-1.2, 0, 3.1), (0.15, 0, 2.6), 0.035, w, 12)
    for x, h, r in ((-0.55, 2.65, 0.2), (0.62, 1.85, 0.15)):
        o = vessel([(r, 0), (r, 0.1), (r, h * 0.5), (r, h * 0.5 + 0.02)], w, 0.03)
        at(o, (x, 0, 0.34))

        def f(u, v, r=r, h=h):
            q = math.pi * 0.1 + math.pi * 0.8 * u
            return (r * math.cos(q), r * math.sin(q), h * 0.5 + v * h * 0.5)

        at(sheet(f, 14, 4, w, 0.04), (x, 0, 0.34))
        for s in (-0.6, 0.6):
            rod((x + s * r, 0, 0.12), (x + s * r, 0, 0.42), 0.03, d, 8)
        tube([(x - 0.2, 0, h + 0.3), (x, 0, h + 0.1), (x + 0.2, 0, h + 0.3)], 0.015, plain('#e9dcbc', 0.8), 6)
    c = plain('#a8231d', 0.6)
    for x in (-1.15, 0.1, 1.15):
        for z in (0.2, 2.12):
            for k in range(3):
                at(ring(0.075, 0.02, c, 0, 6, 20), (x, 0, z + k * 0.035))
    for i in range(7):
        tube([(1.15, 0, 2.2), (1.25 + 0.04 * i, -0.05, 2.35), (1.35 + 0.07 * i, -0.1 + 0.03 * i, 2.0 - 0.04 * i)], 0.022, plain(('#b5281c', '#e6b84a')[i % 2], 0.7), 6)


@pic('id-lava-mortar', elev=28, turn=12)
def _():
    s = stone('#55544f', '#33322f', 18, 0.85, pits=0.6)
    vessel([(0.7, 0), (0.8, 0.06), (1.1, 0.3), (1.25, 0.62)], s, 0.14, floor=0.24)
    o = turned([(0, 0), (0.22, 0.0), (0.26, 0.1), (0.2, 0.35), (0.17, 0.7), (0.2, 0.9), (0.12, 1.0), (0, 1.02)], s, steps=48)
    at(o, (0.1, -0.1, 0.45), (0, 62, 18))
    for i, (x, y) in enumerate(((-0.4, 0.2), (-0.25, -0.3), (-0.55, -0.1))):
        tube([(x, y, 0.4), (x + 0.12, y + 0.12, 0.44), (x + 0.26, y + 0.12, 0.42), (x + 0.36, y + 0.04, 0.42)], [0.06, 0.055, 0.045, 0.01], plain('#b5281c', 0.2, coat=0.4), 10)


@pic('id-sandalwood-cones', elev=26, turn=18)
def _():
    c = plain('#8a5c36', 0.9, grain=0.3)
    cone = turned([(0, 0), (0.14, 0, 1), (0.13, 0.05), (0.02, 0.36), (0, 0.38)], c, steps=32)
    rng = random.Random(4)
    b = p.canvas('#6b3a24', 900, 400)
    for i in range(9):
        p.flower(b, 50 + i * 100, 200, 44, 8, '#e0c48a', '#6b3a24', 0.2)
    p.rect(b, 10, 10, 890, 390, '#e0c48a', 8)
    m = painted(b, 0.6, 0.1)
    for x, y, w, d in ((0, 0.55, 1.7, 0.05), (0, -0.55, 1.7, 0.05), (-0.83, 0, 0.05, 1.1), (0.83, 0, 0.05, 1.1)):
        box(w, d, 0.36, m, 0.01, 1, loc=(x, y, 0))
    box(1.65, 1.1, 0.06, paper('#d9c39a'))
    copies(cone, [((-0.65 + 0.26 * i, -0.36 + 0.24 * j, 0.07), (rng.uniform(-5, 5), rng.uniform(-5, 5), 0)) for i in range(6) for j in range(4)])
    at(bowl('low', glaze('#3f5f5a'), 0.06), (1.25, -0.75, 0), scale=0.36)
    at(turned([(0, 0), (0.14, 0, 1), (0.13, 0.05), (0.02, 0.36), (0, 0.38)], c, steps=32), (1.25, -0.75, 0.1))
    m2 = Mat()
    m2.m.cycles.sample_as_light = False
    m2.set(Emission_Strength=2.0, Emission=(1, 0.3, 0.05, 1))
    at(ball(0.022, m2.m, seg=8), (1.25, -0.75, 0.475))


@pic('id-teak-stool', elev=18, turn=28)
def _():
    w, z = wood('teak', 'X'), wood('teak', 'Z')
    for i in range(6):
        box(4.0, 0.42, 0.2, w, 0.03, loc=(0, -1.2 + 0.48 * i, 3.9))
    for x in (-1.6, 1.6):
        for y in (-1.15, 1.15):
            box(0.34, 0.34, 3.9, z, 0.03, loc=(x, y, 0))
        box(0.2, 2.1, 0.3, wood('teak', 'Y'), 0.02, loc=(x, 0, 3.5))
        box(0.18, 2.1, 0.26, wood('teak', 'Y'), 0.02, loc=(x, 0, 0.9))
    for y in (-1.15, 1.15):
        box(3.0, 0.2, 0.3, w, 0.02, loc=(0, y, 3.5))
    box(3.1, 0.24, 0.24, w, 0.02, loc=(0, 0, 0.92))
    s = turned([(0, 0), (0.05, 0), (0.04, 0.02), (0, 0.025)], metal(BRASS, 0.25), steps=16)
    copies(s, [((x, -1.2 + 0.48 * i, 4.1), (0, 0, 0)) for x in (-1.6, 1.6) for i in range(6)])


# --- Malaysia -------------------------------------------------------------------------------------


@pic('my-pewter-tumbler', elev=15, turn=12)
def _():
    m = metal('#b4b6b5', 0.3, 0.14, 20)
    s = metal('#bfc1c0', 0.22)
    vessel([(0.36, 0), (0.4, 0.05), (0.42, 0.4), (0.47, 1.05)], m, 0.035)
    ring(0.385, 0.035, s, 0.05)
    ring(0.468, 0.025, s, 1.05)
    o = [vessel([(0.36, 0), (0.4, 0.05), (0.42, 0.4), (0.47, 1.05)], m, 0.035), ring(0.385, 0.035, s, 0.05), ring(0.468, 0.025, s, 1.05)]
    at(o, (0.92, 0.55, 0))


@variants('my-songket-cushion', ('burgundy', 'emerald'), elev=12, turn=18)
def _(c):
    col = '#6b1a2c' if c == 'burgundy' else '#14563f'
    stand_up(cushion(painted(p.songket(col), 0.45, 0, weave=0.2, spec=0.5, sheen=0.3), 4.5, 1.35, plain('#c9a04a', 0.5), seed=4), 4.5, 16)


@variants('my-pandan-basket', ('natural', 'plum'), elev=22, turn=30)
def _(c):
    a = p.basket('#d9c48a' if c == 'natural' else '#7a3a58', '#a08a4f' if c == 'natural' else '#d9c48a', 6)
    m = Mat()
    m.set(Roughness=0.7)
    n = m.image(a, (2.2, 2.2))
    mp = n.inputs['Vector'].links[0].from_node
    mp.inputs['Rotation'].default_value = (0, 0, math.radians(45))
    m.colour(n.outputs['Color'])
    m.bump(n.outputs['Color'], 0.7, 0.04)
    box(2.0, 2.0, 1.25, m.m, 0.06, 3)
    box(2.1, 2.1, 0.6, m.m, 0.08, 3, loc=(0, 0, 1.0))
    e = plain('#b59a5a' if c == 'natural' else '#5a2540', 0.7)
    for z in (1.0, 0.06):
        r = 1.06 if z > 0.5 else 1.0
        tube([(-r, -r, z), (r, -r, z), (r, r, z), (-r, r, z)], 0.04, e, 8, closed=True, k=1)


@pic('my-highland-tea', elev=18, turn=-22)
def _():
    c = '#2f5f4a'
    box(1.1, 0.75, 1.4, plain(c, 0.6), 0.02, 2, {k: painted(p.label('#f2ead2', c, 'hill', c, h=900), 0.7, 0) for k in ('front', 'back')} | {k: painted(p.label(c, '#d9c48a', 'leaf', w=500, h=900), 0.7, 0) for k in ('left', 'right')})
    at(bowl('rice', glaze('#f1ecdf'), 0.04), (1.15, -0.55, 0), scale=0.72)
    at(face_disc(0.42, 0.38, plain('#a8481c', 0.05, 0.6)), (1.15, -0.55, 0))
    at(heap_leaves(plain('#241812', 0.8), 90, 0.3, 0.05, 0.1), (0.35, -0.95, 0))


@variants('my-pepper', ('black-pepper', 'white-pepper'), elev=18, turn=0)
def _(v):
    c = '#2b231f' if v == 'black-pepper' else '#d8cba8'
    g = glass('#f2f7f4')
    o = ball(0.045, plain(c, 0.75, mottle=0.3), seg=10)
    crumple(o, 0.012, 24)
    rng = random.Random(5)
    pl = []
    for i in range(620):
        q, k = rng.random() * TAU, math.sqrt(rng.random())
        pl.append(((0.33 * k * math.cos(q), 0.33 * k * math.sin(q), 0.08 + 0.6 * rng.random()), (rng.random() * 90, 0, rng.random() * 90)))
    copies(o, pl)
    turned([(0, 0.05), (0.31, 0.06), (0.32, 0.68), (0, 0.68)], plain(dark(c, 0.2), 0.9))
    vessel([(0.36, 0), (0.4, 0.04), (0.4, 0.76), (0.33, 0.86), (0.33, 0.92)], g, 0.025)
    at(turned([(0, 0), (0.31, 0, 1), (0.37, 0.2, 1), (0, 0.2)], cork(), steps=48), (0, 0, 0.87))
    band(0.408, 0.3, 0.62, painted(p.band_label('#f4ecd8' if v == 'black-pepper' else '#3f5f4a', '#2f4f3a' if v == 'black-pepper' else '#f0e6c8', 'sun', 5, h=260), 0.7, 0))
    o2 = ball(0.045, plain(c, 0.75, mottle=0.3), seg=10)
    at(scatter(o2, 60, 0.4, 0.04, 8, (0.9, 1.1), 0.05), (0.7, -0.42, 0))


@pic('my-mancala-board', elev=34, turn=28, fill=0.8)
def _():
    w = wood('mango', 'X', 0.8, 0.3)
    L, B = 3.1, 0.95
    holes = [(-1.95 + 0.65 * i, y) for i in range(7) for y in (-0.36, 0.36)]

    def depth(x, y):
        d = 0
        for hx, hy in holes:
            r = math.hypot(x - hx, y - hy)
            if r < 0.29:
                d = min(d, -0.27 * math.sqrt(max(0, 1 - (r / 0.29) ** 2)))
        for hx in (-2.58, 2.58):
            r = math.hypot((x - hx) / 0.9, y / 1.1)
            if r < 0.33:
                d = min(d, -0.27 * math.sqrt(max(0, 1 - (r / 0.33) ** 2)))
        return d

    def outline(x):
        t = abs(x) / L
        return B * (1 - t**4.5) ** 0.5

    def top(u, v):
        x = (u * 2 - 1) * L * 0.999
        y = (v * 2 - 1) * outline(x)
        return (x, y, 0.62 + 0.22 * (abs(x) / L) ** 3 + depth(x, y))

    sheet(top, 260, 90, w)

    def hull(u, v):
        x = (u * 2 - 1) * L * 0.999
        q = math.pi * v
        o = outline(x)
        return (x, -o * math.cos(q), (0.62 + 0.22 * (abs(x) / L) ** 3) * (1 - math.sin(q) ** 0.7 * (0.98 - 0.5 * (abs(x) / L) ** 2)))

    sheet(hull, 80, 40, w)
    rng = random.Random(6)
    for k, c in enumerate(('#e9e2d0', '#7fb0b8', '#c9a25a')):
        b = ball(0.075, plain(c, 0.12, coat=0.5), (1, 0.75, 0.55), 14)
        copies(b, [((hx + rng.uniform(-0.1, 0.1), hy + rng.uniform(-0.1, 0.1), 0.41 + rng.uniform(0, 0.06)), (0, 0, rng.random() * 180)) for hx, hy in holes for _ in range(2)] + [((s * 2.58 + rng.uniform(-0.12, 0.12), rng.uniform(-0.15, 0.15), 0.55), (0, 0, rng.random() * 180)) for s in (-1, 1) for _ in range(3)])


@pic('my-frame-drum', elev=20, turn=-16)
def _():
    w = wood('mango', 'Z', 1, 0.35)
    parts = [turned([(0.9, 0), (1.15, 0.1), (1.5, 0.62), (1.6, 1.05), (1.6, 1.2)], w), turned([(0, 1.26), (1.56, 1.26), (1.64, 1.2), (1.655, 1.0)], plain('#e3d2ac', 0.6, mottle=0.12))]
    parts.append(ring(1.66, 0.06, plain('#b5853f', 0.5), 0.98))
    n = 40
    for i in range(n):
        q = TAU * i / n
        parts.append(rod((1.66 * math.cos(q), 1.66 * math.sin(q), 0.98), (1.42 * math.cos(q + 0.08), 1.42 * math.sin(q + 0.08), 0.42), 0.02, plain('#c9a05a', 0.6), 6))
    parts.append(ring(1.43, 0.045, plain('#b5853f', 0.5), 0.42))
    at(parts, (0, 0, 0), (0, 0, 0))


@pic('my-gourd-jar', elev=12, turn=10)
def _():
    m = Mat()
    m.set(Base_Color=(*lin('#242221'), 1), Roughness=0.3, Specular=0.5)
    m.colour(m.ramp(m.noise(3, 4), [(0.35, '#171514'), (0.7, '#383432')]))
    turned([(0, 0), (0.6, 0), (0.66, 0.06), (1.0, 0.5), (1.06, 0.95), (0.75, 1.45), (0.34, 1.75), (0.36, 1.95), (0.5, 2.2), (0.42, 2.5), (0.2, 2.72), (0.16, 2.95), (0.26, 3.1), (0.22, 3.1), (0.1, 2.9), (0, 2.9)], m.m, flute=(10, 0.035), steps=140)
    for i in range(4):
        q = 0.5 + i * 1.6
        tube([(0, 0, 2.9), (0.1 * math.cos(q), 0.1 * math.sin(q), 3.6), (0.4 * math.cos(q), 0.4 * math.sin(q), 4.3)], 0.02, plain('#8a7444', 0.8), 6)
        at(turned([(0, 0), (0.1, 0.08), (0.16, 0.2), (0.14, 0.22), (0, 0.2)], plain('#7a5f38', 0.8), steps=20), (0.4 * math.cos(q), 0.4 * math.sin(q), 4.28), (20 * math.sin(q) * -1, 20 * math.cos(q), 0))


@variants('my-batik-wrap', ('teal', 'rose'), elev=8, turn=-14, fill=0.78)
def _(c):
    a = p.painted_flowers('#1f6f74', '#e6a23a', '#58a89a') if c == 'teal' else p.painted_flowers('#c9808a', '#7a3a7a', '#f0c6b8', seed=9)
    draped(painted(a, 0.8, 0, (1.1, 2.4), weave=0.15), 2.5, 2.7, 2.6, 3.1, 2, 0.1, seed=2)
    rack(wood('mango', 'Z'), 3.1, 3.1)


@pic('my-serving-tray', elev=30, turn=-24)
def _():
    w = wood('rubber')
    box(4.2, 3.0, 0.12, w, 0.02)
    for y in (-1.46, 1.46):
        box(4.2, 0.14, 0.5, w, 0.04, loc=(0, y, 0))
    for s in (-1, 1):
        x = s * 2.05
        for y in (-1.05, 1.05):
            box(0.14, 0.85, 0.5, wood('rubber', 'Y'), 0.03, loc=(x, y, 0))
        box(0.14, 1.4, 0.2, wood('rubber', 'Y'), 0.03, loc=(x, 0, 0))
        box(0.14, 2.9, 0.16, wood('rubber', 'Y'), 0.06, loc=(x, 0, 0.46))
    g = glass('#eef5f2')
    for x, y in ((-0.6, 0.3), (0.4, -0.1)):
        at([vessel([(0.3, 0), (0.33, 0.03), (0.36, 0.9)], g, 0.03), turned([(0, 0.08), (0.29, 0.08), (0.315, 0.6, 1), (0, 0.6)], syrup('#b5682a', 0.15))], (x, y, 0.12))


# --- Thailand -------------------------------------------------------------------------------------


@variants('th-silk-scarf', ('saffron', 'teal', 'plum'), elev=9, turn=26, fill=0.76)
def _(c):
    col = colour(c)
    hung_scarf(silk(col, dark(col, 0.45), 0.5), 'walnut', plain(col, 0.5), True, width=1.3, pleats=3, seed=2)


@variants('th-silk-cushion', ('saffron', 'teal'), elev=13, turn=24)
def _(c):
    a, b = ('#e0a02c', '#a8442a') if c == 'saffron' else ('#1f7f80', '#3a3f86')
    stand_up(cushion(silk(a, b, 0.3), 4.0, 1.5, plain(dark(a, 0.25), 0.5), seed=6), 4.0, 18)


@pic('th-triangle-cushion', elev=18, turn=34)
def _():
    L, h, b = 5.0, 3.2, 3.4
    a = p.yarn(p.stripes([(10, '#7a2430'), (2, '#e6b84a'), (6, '#2f4f6d'), (2, '#e6b84a'), (10, '#7a2430'), (3, '#f0e2c0'), (12, '#2f6b57'), (3, '#f0e2c0')], 512, 1024), 4, 0.1)
    m = painted(a, 0.9, 0, (1, 1), weave=0.35)
    m2 = painted(a, 0.9, 0, (1, 0.5), weave=0.35)

    def face(p0, p1, out):
        def f(u, v):
            k = v
            x = (u - 0.5) * L
            y, z = p0[0] + (p1[0] - p0[0]) * k, p0[1] + (p1[1] - p0[1]) * k
            bul = 0.12 * abs(math.sin(k * math.pi * 4)) + 0.05 * math.sin(math.pi * u)
            return (x, y + out[0] * bul, z + out[1] * bul)

        return sheet(f, 30, 80, m)

    A, B, C = (-b / 2, 0.12), (b / 2, 0.12), (0, h)
    face(A, C, (-0.88, 0.47))
    face(B, C, (0.88, 0.47))
    face(A, B, (0, -1))
    end = fabric('#7a2430', weave=0.4)
    for s in (-1, 1):
        rows = 4
        for i in range(rows):
            z0, z1 = 0.12 + (h - 0.12) * i / rows, 0.12 + (h - 0.12) * (i + 1) / rows
            n = rows - i
            for j in range(n):
                yc = -b / 2 + b * (j + 0.5 + i * 0.5) / rows
                o = ball(0.44, end if (i + j) % 2 else fabric('#2f4f6d', weave=0.4), (0.3, 0.95, 0.92), 24)
                at(o, (s * L / 2, yc, (z0 + z1) / 2 - 0.05))
    st = plain('#e6b84a', 0.6)
    for pt in (A, B, C):
        rod((-L / 2, pt[0], pt[1]), (L / 2, pt[0], pt[1]), 0.07, st, 10)


@pic('th-celadon-plate', elev=40, turn=12)
def _():
    h = np.ones((1200, 1200, 3), np.float32)
    a = p.canvas('#9dbb9a', 1200, 1200)
    for t, k in ((h, '#000000'), (a, '#6f9474')):
        for n, r, w, l in ((24, 330, 40, 235), (12, 110, 62, 190)):
            for i in range(n):
                q = TAU * i / n
                pts = []
                for s in range(25):
                    u = s / 24
                    pts.append((r + u * l, w * math.sin(math.pi * u) ** 0.8))
                pts += [(u, -v) for u, v in reversed(pts)]
                p.line(t, [(600 + u * math.cos(q) - v * math.sin(q), 600 + u * math.sin(q) + v * math.cos(q)) for u, v in pts], k, 8, True)
        for r in (100, 318, 575):
            p.cv2.circle(t, p.P(600, 600), r * 16, p.tup(k), 7, p.cv2.LINE_AA, p.SH)
    m = Mat()
    m.set(Roughness=0.12, Clearcoat=0.5)
    m.colour(m.image(p.cv2.GaussianBlur(a, (0, 0), 3)).outputs['Color'])
    m.bump(m.image(p.cv2.GaussianBlur(h, (0, 0), 3)).outputs['Color'], 0.5, 0.05)
    picture_plate(1.3, m.m, 0.26, 0.07)


@pic('th-lidded-jar', elev=13)
def _():
    def art(w, h, rows):
        a = p.canvas('#f4efe2', w, h)
        g = '#c9a03a'
        cols = ['#b5382a', '#2f6b4a', '#2d4f9a', '#d98aa0', '#1f1d1c']
        n = 12
        for j in range(rows):
            y = h * (j + 0.5) / rows
            rh = h / rows
            p.rect(a, 0, y - rh * 0.44, w, y + rh * 0.44, cols[(j * 2 + 4) % 5] if j % 2 == 0 else '#f4efe2')
            for i in range(n):
                x = w * (i + 0.5) / n
                for k, c in ((0.44, g), (0.38, cols[(i + j) % 4]), (0.24, '#f4efe2'), (0.14, cols[(i + j + 1) % 4])):
                    p.star(a, x, y, rh * k, 4, c, 0.62, math.pi / 4)
                p.disc(a, w * i / n, y, rh * 0.09, g)
            p.line(a, [(0, y - rh * 0.46), (w, y - rh * 0.46)], g, 8)
            p.line(a, [(0, y + rh * 0.46), (w, y + rh * 0.46)], g, 8)
        return painted(a, 0.12, 0.6)

    turned([(0, 0), (0.36, 0, 1), (0.4, 0.05), (0.34, 0.14), (0.5, 0.35), (0.58, 0.65), (0.5, 0.95), (0.42, 1.02, 1), (0, 1.02)], art(1600, 800, 5))
    gold = metal(GOLD, 0.25)
    ring(0.43, 0.03, gold, 1.03)
    ring(0.4, 0.03, gold, 0.04)
    turned([(0.44, 1.05, 1), (0.46, 1.1), (0.36, 1.3), (0.16, 1.48)], art(1600, 500, 3))
    turned([(0.17, 1.46), (0.18, 1.5), (0.1, 1.54), (0.14, 1.62), (0.06, 1.7), (0.1, 1.76), (0.03, 1.84), (0.05, 1.9), (0, 2.06)], gold)


@pic('th-mango-vase', elev=9)
def _():
    m = wood('mango', 'Z', 0.8, 0.4)
    vessel([(0.42, 0), (0.46, 0.05), (0.66, 0.8), (0.74, 1.7), (0.58, 2.5), (0.34, 2.95), (0.36, 3.2)], m, 0.06)
    for i in range(6):
        q = i * 1.05
        tube([(0, 0, 2.6), (0.15 * math.cos(q), 0.15 * math.sin(q), 3.8), (0.5 * math.cos(q), 0.4 * math.sin(q), 4.8)], 0.02, plain('#b59a5f', 0.8), 6)
        o = ball(0.15, plain('#d9c49a', 0.95, mottle=0.2, grain=0.6), (0.8, 0.8, 2.6), 20)
        crumple(o, 0.1, 14)
        at(o, (0.52 * math.cos(q), 0.42 * math.sin(q), 5.0), (-12 * math.sin(q), 14 * math.cos(q), 0))


@pic('th-lemongrass-soap', elev=26, turn=22)
def _():
    wrap = paper('#efe4c4', 0.4)
    cord = plain('#8a6a3f', 0.8)
    for x, y, z, q, c in ((0, 0.1, 0, 0, '#d9c76a'), (-0.15, 0.2, 0.37, 22, '#a9b87a')):
        parts = soap_bar(plain(c, 0.55, mottle=0.08), 1.05, 0.7, 0.36, 0.1, wrap=wrap, wrap_w=0.62)
        for k in (0,):
            parts.append(tube([(k, -0.37, 0.0), (k, -0.375, 0.36), (k, -0.3, 0.392), (k, 0.3, 0.392), (k, 0.375, 0.36), (k, 0.37, 0.0)], 0.016, cord, 6, k=3))
        at(parts, (x, y, z), (0, 0, q))
    for i in range(5):
        tube([(0.85 + 0.06 * i, -1.0 + 0.05 * i, 0.04), (0.95 + 0.05 * i, -0.3, 0.06 + 0.01 * i), (1.0 + 0.12 * i, 0.9, 0.05)], [0.05, 0.035, 0.008], plain('#b9c47a' if i % 2 else '#d9dca8', 0.6), 8)
    bl = plain('#f6f2e4', 0.6)
    for i in range(5):
        at(leaf(0.16, 0.06, bl, 0.04), (-0.75, -0.65, 0.03), (15, 0, 72 * i))


@pic('th-jasmine-rice', elev=17, turn=8)
def _():
    a = p.canvas('#efe6d0', 1000, 1200)
    p.worn(a, 0.04)
    p.cv2.circle(a, p.P(250, 560), 150 * 16, p.tup('#3f6b4a'), 8, p.cv2.LINE_AA, p.SH)
    for k in range(6):
        for s in (-1, 1):
            p.petal(a, 250, 660 - k * 40, -math.pi / 2 + s * 0.6, 60, 14, '#3f6b4a')
    p.line(a, [(250, 690), (250, 450)], '#3f6b4a', 7)
    p.line(a, [(150, 770), (350, 770)], '#3f6b4a', 9)
    p.line(a, [(180, 800), (320, 800)], '#3f6b4a', 6)
    m = painted(a, 0.9, 0, weave=0.6)

    def f(u, v):
        q = TAU * u + math.pi
        z = v * 2.3
        if v < 0.72:
            r = 0.78 * (1 - 0.55 * max(0, (v - 0.4) / 0.32) ** 2.2) * (0.82 + 0.18 * min(1, v / 0.15))
        else:
            r = 0.351 + 0.3 * ((v - 0.72) / 0.28) ** 1.3
        rip = 1 + 0.05 * math.sin(q * 11) * max(0, min(1, (v - 0.45) / 0.3)) + 0.02 * math.sin(3 * q + 5 * v)
        return (1.05 * r * rip * math.cos(q), 0.72 * r * rip * math.sin(q), z)

    sheet(f, 121, 50, m, 0.02)
    face_disc(0.85, 0.01, m)
    cord = plain('#3f6b4a', 0.8)
    for dz in (0, 0.045):
        tube([(1.05 * 0.37 * math.cos(q), 0.72 * 0.37 * math.sin(q), 1.65 + dz) for q in np.linspace(0, TAU, 30, endpoint=False)], 0.03, cord, 8, closed=True, k=1)
    for s in (-1, 1):
        tube([(0, -0.28, 1.67), (s * 0.22, -0.4, 1.78), (s * 0.36, -0.42, 1.66), (s * 0.15, -0.36, 1.6), (0, -0.28, 1.67)], 0.025, cord, 8)
        tube([(0, -0.28, 1.66), (s * 0.1, -0.42, 1.45), (s * 0.16, -0.52, 1.2)], 0.025, cord, 8)
    at(heap_beans(plain('#f5f0e2', 0.5), 240, 0.45, 0.04, 0.16), (0.95, -0.75, 0))


@pic('th-granite-mortar', elev=20, turn=10)
def _():
    s = stone('#8d8f8f', '#4a4c4d', 40, 0.5)
    pl = stone('#7a7c7c', '#3f4142', 40, 0.25)
    vessel([(0.62, 0), (0.66, 0.06), (0.62, 0.25), (0.85, 0.6), (0.95, 1.1), (0.96, 1.5)], s, 0.2, floor=0.5)
    ring(0.86, 0.11, pl, 1.5)
    for k in (-1, 1):
        box(0.3, 0.5, 0.3, s, 0.08, 3, loc=(k * 0.98, 0, 1.05))
    o = turned([(0, 0), (0.24, 0.02), (0.3, 0.16), (0.24, 0.5), (0.17, 1.2), (0.2, 1.55), (0.12, 1.68), (0, 1.7)], s, steps=48)
    at(o, (-0.05, 0, 0.85), (0, 34, 20))
    for x, y, c in ((0.95, -0.85, '#6a9a3a'), (1.2, -0.6, '#b5281c')):
        tube([(x - 0.3, y - 0.1, 0.06), (x, y, 0.07), (x + 0.25, y + 0.06, 0.06), (x + 0.4, y + 0.14, 0.05)], [0.06, 0.065, 0.045, 0.01], plain(c, 0.2, coat=0.4), 10)


@variants('th-mulberry-journal', ('moss', 'persimmon'), elev=38, turn=20)
def _(c):
    col = colour(c)
    cov = Mat()
    cov.set(Roughness=0.9, Specular=0.1)
    f = cov.ramp(cov.noise(8, 6, (1, 0.14, 1), rough=0.75, distortion=2.5), [(0.55, '#000000'), (0.68, '#ffffff')])
    col_n = cov.mixed(m_scaled(cov, f, 0.6), col, pale(col, 0.45))
    cov.colour(col_n)
    cov.bump(cov.noise(30, 4), 0.3, 0.02)
    box(1.5, 2.0, 0.3, pages_mat(), 0.03, 2, {'top': cov.m, 'bottom': cov.m, 'left': cov.m})
    box(0.7, 2.04, 0.035, cov.m, 0.01, 1, loc=(0.42, 0, 0.3))
    cord = plain('#5a3a22', 0.7)
    for y in (-0.05, 0.05):
        tube([(-0.77, y, 0.05), (-0.77, y, 0.3), (-0.7, y, 0.33), (0.0, y, 0.325), (0.1, y, 0.355), (0.72, y, 0.36), (0.79, y, 0.3), (0.79, y, 0.05)], 0.022, cord, 8, k=3)
    at(ball(0.09, wood('teak'), (1, 1.4, 0.7), 20), (0.25, 0, 0.4))
    fl = plain('#e9d9b0' if c == 'moss' else '#f4e6c4', 0.8)
    for i in range(5):
        at(leaf(0.16, 0.06, fl, 0.0), (-0.35, 0.55, 0.304), (0, 0, 72 * i), (1, 1, 0.1))
    at(leaf(0.4, 0.06, plain('#6a7d4a', 0.8), 0.0), (-0.35, 0.5, 0.303), (0, 0, 170), (1, 1, 0.1))


@pic('th-standing-gong', elev=10, turn=20)
def _():
    w = wood('teak', 'Z')
    for x in (-1.5, 1.5):
        tube([(x, 0, 0.1), (x, 0, 0.8), (x * 0.98, 0, 2.4), (x, 0, 3.3)], [0.12, 0.1, 0.11, 0.1], w, 14)
        box(0.36, 1.3, 0.2, wood('teak', 'Y'), 0.06, loc=(x, 0, 0))
        at(ball(0.14, w), (x, 0, 3.36))
    box(3.5, 0.22, 0.22, wood('teak'), 0.06, loc=(0, 0, 3.05))
    box(3.0, 0.14, 0.14, wood('teak'), 0.04, loc=(0, 0, 0.3))
    g = metal('#b8863f', 0.26, 0.12, 7, patina=0.3)
    o = turned([(0, 0.22), (0.16, 0.21), (0.22, 0.12), (0.26, 0.05), (0.7, 0.0), (1.02, 0.02), (1.1, -0.04), (1.06, -0.35), (1.0, -0.36), (1.0, -0.1), (0, -0.05)], g)
    at(o, (0, 0.0, 1.62), (90, 0, 0))
    c = plain('#a8231d', 0.6)
    for x in (-0.62, 0.62):
        tube([(x, 0.1, 2.5), (x, 0.05, 2.85), (x, -0.13, 3.16), (x, 0.0, 3.29), (x, 0.13, 3.16), (x, 0.15, 2.8)], 0.03, c, 8)
    parts = [rod((0, 0, 0), (0, 0, 1.5), 0.05, w, 12), at(ball(0.2, fabric('#8a2420'), (1, 1, 1.2), 24), (0, 0, 1.6))]
    at(parts, (-0.6, -0.95, 0.2), (0, 90, 14))


# --- Vietnam --------------------------------------------------------------------------------------


@pic('vn-robusta-coffee', elev=17, turn=12)
def _():
    bag_of_coffee(plain('#8a2a22', 0.55), painted(p.label('#f0dca8', '#5a1f18', 'bean'), 0.8, 0), '#3a2013', plain('#f0dca8', 0.5), (1.3, 0.76, 2.1), seed=11)


@pic('vn-drip-filter', elev=16, turn=16)
def _():
    s = metal('#c4c6c8', 0.18)
    g = glass('#f2f8f6')
    vessel([(0.38, 0), (0.42, 0.04), (0.44, 0.5), (0.46, 1.05)], g, 0.03)
    turned([(0, 0.07), (0.385, 0.07), (0.39, 0.22, 1), (0, 0.22)], plain('#efe2c4', 0.3), steps=64)
    turned([(0, 0.222), (0.39, 0.222), (0.41, 0.5, 1), (0, 0.5)], syrup('#2a140a', 0.05), steps=64)
    turned([(0, 1.08), (0.3, 1.08, 1), (0.62, 1.1), (0.66, 1.13), (0.62, 1.14), (0.3, 1.13)], s)
    vessel([(0.36, 1.13), (0.37, 1.16), (0.37, 1.72), (0.4, 1.74)], s, 0.02, floor=1.2)
    turned([(0.42, 1.75, 1), (0.42, 1.8), (0.3, 1.84), (0, 1.86)], s)
    at(turned([(0, 0), (0.05, 0), (0.04, 0.05), (0.08, 0.1), (0, 0.15)], s, steps=24), (0, 0, 1.85))
    tube([(0.36, 0, 1.65), (0.6, 0, 1.68), (0.66, 0, 1.5), (0.55, 0, 1.32), (0.37, 0, 1.3)], 0.03, s, 10, flat_y=2.2)
    at(heap_beans(plain('#3a2013', 0.35, coat=0.2), 40, 0.3, 0.075, 0.08), (0.95, -0.5, 0))


@pic('vn-rice-bowl', elev=19, turn=0)
def _():
    a = p.worn(p.canvas('#ecece4', 1700, 700), 0.03)
    b = '#5a708f'
    for i in range(4):
        x = 212 + i * 425
        y = 190
        p.line(a, [(x - 95, y + 70), (x + 50, y - 30)], b, 13)
        for q in (-2.3, -1.7, 0.75, 1.35):
            p.petal(a, x + 15, y - 5, q, 130, 24, b)
            p.petal(a, x + 15, y - 5, q, 100, 12, '#c6d0d8', 20)
        p.disc(a, x + 62, y - 38, 21, b)
        p.line(a, [(x + 180, 400), (x + 195, 240), (x + 230, 130)], b, 7)
        p.line(a, [(x + 190, 400), (x + 220, 270)], b, 6)
    for y in (26, 44, 420):
        p.line(a, [(0, y), (1700, y)], b, 9)
    m = painted(p.warp(a, 4, 30), 0.1, 0.5)
    for x, y in ((0, 0), (0.95, 0.8)):
        at(vessel([(0.32, 0), (0.31, 0.12), (0.45, 0.16), (0.62, 0.42), (0.68, 0.72)], m, 0.04), (x, y, 0))
    at(vessel([(0.32, 0), (0.31, 0.12), (0.45, 0.16), (0.62, 0.42), (0.68, 0.72)], m, 0.04), (0.95, 0.8, 0.26), (0, 0, 40))
    w = wood('rosewood')
    for k in (0, 0.12):
        rod((-0.4 + k, -0.95, 0.05), (1.5 + k, -0.55, 0.05), 0.035, w, 8)


@variants('vn-lacquer-vase', ('cinnabar', 'teal'), elev=9)
def _(c):
    col = '#9a2318' if c == 'cinnabar' else '#14565c'
    m = lacquer(col, 0.08, 0.25)
    o = vessel([(0.42, 0), (0.5, 0.06), (0.76, 0.9), (0.8, 1.6), (0.6, 2.3), (0.36, 2.7), (0.34, 2.9), (0.5, 3.15)], m, 0.05)
    for v in o.data.vertices:
        k = 1 + 0.006 * math.sin(v.co.z * 60)
        v.co.x *= k
        v.co.y *= k
    ring(0.5, 0.025, metal(GOLD, 0.3), 3.15)
    ring(0.45, 0.03, lacquer('#17120f'), 0.03)


@pic('vn-eggshell-box', elev=32, turn=30)
def _():
    m = Mat()
    m.set(Roughness=0.1, Clearcoat=1.0)
    e = m.voronoi(13, 'DISTANCE_TO_EDGE', kind='UV')
    shell = m.ramp(m.voronoi(13, 'F1', 'Color', kind='UV'), [(0.2, '#d9cdb4'), (0.8, '#f4ecd9')])
    cr = m.ramp(e, [(0.02, '#14110f'), (0.05, '#ffffff')], 'CONSTANT')
    a = p.canvas('#000000', 1000, 1000)
    p.disc(a, 500, 500, 390, '#ffffff')
    p.disc(a, 640, 420, 260, '#000000')
    for x, y, r in ((700, 360, 46), (770, 560, 34), (600, 620, 30)):
        p.star(a, x, y, r * 1.6, 5, '#ffffff', 0.45)
    mk = m.image(a)
    col = m.mixed(cr, '#14110f', shell)
    m.colour(m.mixed(mk.outputs['Color'], '#14110f', col))
    k = lacquer('#14110f')
    box(1.4, 1.4, 0.5, k, 0.04, 4)
    box(1.44, 1.44, 0.24, k, 0.05, 4, {'top': m.m}, loc=(0, 0, 0.505))
    box(1.41, 1.41, 0.02, metal(GOLD, 0.3), 0.005, 1, loc=(0, 0, 0.49))


@pic('vn-lotus-tea', elev=17, turn=-12)
def _():
    tin(0.48, 1.55, plain('#c98a9a', 0.35), plain('#3f6b5a', 0.3), 0.76)
    a = p.canvas('#f4e6e0', 1500, 600)
    for i in range(3):
        x = 250 + 500 * i
        for k, c in ((4, '#d9a0ac'), (2, '#c97a8c'), (0, '#b8607a')):
            for s in range(-k, k + 1, 2) if k else (0,):
                p.petal(a, x, 420, -math.pi / 2 + s * 0.26, 290 - 18 * abs(s), 66, c)
        p.line(a, [(x - 110, 500), (x + 110, 500)], '#3f6b5a', 10)
        p.petal(a, x, 440, 0.2, 170, 40, '#3f6b5a')
        p.petal(a, x, 440, math.pi - 0.2, 170, 40, '#3f6b5a')
    for y in (20, 580):
        p.line(a, [(0, y), (1500, y)], '#c98a9a', 12)
    band(0.49, 0.12, 1.1, painted(a, 0.6, 0.1))
    parts = []
    for r, n, tilt, L in ((0, 6, 62, 0.42), (1, 8, 40, 0.5), (2, 8, 16, 0.52)):
        for i in range(n):
            o = leaf(L, 0.15, plain(mix('#e9bcc4', '#c9788c', 0.3 * (2 - r)), 0.6), 0.12)
            parts.append(at(o, (0, 0, 0.05), (tilt, 0, 360 / n * i + 20 * r)))
    parts.append(at(turned([(0, 0), (0.08, 0.02), (0.13, 0.2), (0, 0.2)], plain('#d9b84a', 0.7), steps=24), (0, 0, 0.05)))
    at(parts, (0.95, -0.6, 0.03))
    at(heap_leaves(plain('#4f5f34', 0.8), 70, 0.26, 0.07, 0.1), (0.2, -0.95, 0))


@variants('vn-silk-lantern', ('saffron', 'cinnabar', 'teal'), elev=3, dim=0.9, hang=0.5, fill=0.76)
def _(c):
    col = {'saffron': '#eda92c', 'cinnabar': '#c93424', 'teal': '#1f8a86'}[c]
    shape = {'saffron': [(0.26, 0.3), (0.85, 0.75), (1.25, 1.4), (1.0, 2.1), (0.26, 2.6)], 'cinnabar': [(0.26, 0.3), (0.7, 0.62), (1.3, 1.2), (1.32, 1.6), (0.75, 2.2), (0.26, 2.5)], 'teal': [(0.26, 0.2), (0.5, 0.7), (0.95, 1.2), (1.2, 1.95), (0.85, 2.5), (0.26, 2.75)]}[c]
    m = lit(dark(col, 0.1), 0.45, bright=pale(col, 0.1))
    prof = curve(shape, 10)
    revolve(prof, m, 96, flute=(16, -0.035))
    w = wood('smoked', 'Z')
    for i in range(16):
        q = TAU * (i + 0.5) / 16 + math.pi / 2
        tube([(r * 1.036 * math.cos(q), r * 1.036 * math.sin(q), z) for r, z in prof[::6]], 0.018, plain('#a8793f', 0.6), 6, k=1)
    z0, z1 = shape[0][1], shape[-1][1]
    turned([(0, z0 - 0.1), (0.28, z0 - 0.1, 1), (0.3, z0), (0.28, z0 + 0.06, 1), (0, z0 + 0.06)], w)
    turned([(0, z1 - 0.06), (0.28, z1 - 0.06, 1), (0.3, z1 + 0.02), (0.2, z1 + 0.14, 1), (0, z1 + 0.14)], w)
    tassel(plain(dark(col, 0.1), 0.6), (0, 0, z0 - 0.25), 0.85, 0.16)
    rod((0, 0, z1 + 0.1), (0, 0, z1 + 0.9), 0.018, plain('#5a3a22'))


@pic('vn-bamboo-stool', elev=20, turn=24)
def _():
    w, d = wood('smoked', 'Z', rough=0.35), wood('smoked', 'X', rough=0.35)
    S = 1.25

    def pole(a, b, r):
        a, b = np.array(a, float), np.array(b, float)
        n = max(2, int(np.linalg.norm(b - a) / 0.9))
        pts, rad = [], []
        for i in range(n * 6 + 1):
            k = i / (n * 6)
            pts.append(a + (b - a) * k)
            rad.append(r * (1.09 if i % 6 == 0 else 1.0))
        return tube(pts, rad, w, 16, k=1)

    for x in (-S, S):
        for y in (-S, S):
            pole((x * 1.1, y * 1.1, 0), (x, y, 2.5), 0.17)
    for k in (-1, 1):
        for z in (0.75, 2.1):
            pole((-S * 1.15, k * S * 1.04, z), (S * 1.15, k * S * 1.04, z), 0.1)
            pole((k * S * 1.04, -S * 1.15, z + 0.2), (k * S * 1.04, S * 1.15, z + 0.2), 0.1)
    for i in range(9):
        y = -1.32 + 0.33 * i
        tube([(-1.55, y, 2.6), (0, y, 2.6), (1.55, y, 2.6)], 0.155, d, 16, k=4)
    c = plain('#c9a35a', 0.7)
    for x in (-1.2, 1.2):
        for i in range(9):
            at(ring(0.17, 0.02, c, 0, 6, 20), (x, -1.32 + 0.33 * i, 2.6), (0, 90, 0))


@pic('vn-hemp-tote', elev=10, turn=-16, fill=0.76)
def _():
    a = p.worn(p.canvas('#cdbb95'), 0.06)
    ind = '#27365f'
    p.rect(a, 0, 640, 1024, 930, ind)
    for i in range(9):
        x = 57 + i * 114
        for k, c in ((52, '#dfe3e6'), (42, ind), (30, '#dfe3e6'), (20, ind)):
            p.poly(a, [(x, 785 - k * 1.7), (x + k, 785), (x, 785 + k * 1.7), (x - k, 785)], c)
        for s in (-1, 1):
            p.star(a, x + 57, 785 + s * 90, 20, 4, '#dfe3e6', 0.4)
    for y in (655, 915):
        p.line(a, [(0, y), (1024, y)], '#dfe3e6', 6)
    for i in range(32):
        for j in range(3):
            x, y = i * 32 + 16, 950 + j * 26
            c = ('#b5382a', '#d9a23a', '#2f6b57')[(i + j) % 3]
            p.line(a, [(x - 9, y - 9), (x + 9, y + 9)], c, 6)
            p.line(a, [(x + 9, y - 9), (x - 9, y + 9)], c, 6)
    tote(painted(p.yarn(a, 4, 0.12), 0.95, 0, weave=0.6), 3.8, 3.3, 0.6, fabric('#27365f'))


@pic('vn-cinnamon', elev=28, turn=30)
def _():
    m = Mat()
    m.set(Roughness=0.85)
    m.colour(m.ramp(m.noise(5, 5, (0.3, 1, 1)), [(0.3, '#6a3a1e'), (0.7, '#a8663a')]))
    m.bump(m.noise(30, 4, (0.2, 1, 1)), 0.3, 0.03)

    def quill(L, r):
        def f(u, v):
            t = v * 2 - 1
            q = abs(t) * 3.6 * math.pi
            rr = r * (0.42 + 0.58 * (1 - abs(t) * 0.75)) * (1 + 0.03 * math.sin(u * 9))
            off = r * 0.42 * (1 if t > 0 else -1)
            y = off + (rr * 0.72) * math.sin(q) * (1 if t > 0 else -1) * -1
            z = rr * (1 - math.cos(q)) * 0.72
            return ((u - 0.5) * L, y, z + 0.02)

        return sheet(f, 20, 90, m.m, 0.035)

    rng = random.Random(2)
    for i, (y, z) in enumerate(((-0.5, 0), (0, 0), (0.5, 0), (-0.25, 0.36), (0.25, 0.36), (0, 0.68))):
        at(quill(2.9 + rng.uniform(-0.2, 0.2), 0.24), (rng.uniform(-0.1, 0.1), y, z), (0, 0, rng.uniform(-2, 2)))
    c = plain('#c9b27a', 0.8)
    for x in (-0.55, -0.47, 0.5, 0.58):
        tube([(x, -0.85, 0.25), (x, -0.75, 0.02), (x, 0, 0.0), (x, 0.75, 0.02), (x, 0.85, 0.25), (x, 0.5, 0.72), (x, 0.1, 1.08), (x, -0.1, 1.08), (x, -0.5, 0.72)], 0.04, c, 8, closed=True)
    for s in (-1, 1):
        tube([(0.54, 0, 1.1), (0.54 + 0.1, s * 0.3, 1.25), (0.6, s * 0.42, 1.1), (0.54, 0, 1.1)], 0.035, c, 8)


@variants('vn-cement-tile', ('lattice', 'clover'), elev=16, turn=-14)
def _(v):
    if v == 'clover':
        a = p.tile_clover('#e6ddc8', '#3f5f6d', '#b5624a', '#d9a85a')
    else:
        g, c, s, y = '#ded3ba', '#3a4f4a', '#a8503c', '#c9a25a'
        a = p.canvas(g)
        for k in range(-1, 3):
            for j in range(-1, 6):
                x, yy = k * 512 + (256 if j % 2 else 0), j * 256
                p.poly(a, [(x, yy - 256), (x + 256, yy), (x, yy + 256), (x - 256, yy)], c)
                p.poly(a, [(x, yy - 206), (x + 206, yy), (x, yy + 206), (x - 206, yy)], g)
                p.star(a, x, yy, 150, 8, s, 0.62)
                p.star(a, x, yy, 80, 8, y, 0.55)
    tile_set(p.worn(a, 0.06), 1.5, 0.13, '#8f8a80', 0.6)


# --- Myanmar --------------------------------------------------------------------------------------


def engraved(ground, line_c, second, w=1600, h=700, rows=3, seed=1):
    rng = np.random.default_rng(seed)
    a = p.canvas(ground, w, h)
    for j in range(rows):
        y0, y1 = h * j / rows, h * (j + 1) / rows
        m = (y0 + y1) / 2
        rh = (y1 - y0) / 2
        p.line(a, [(0, y0 + 6), (w, y0 + 6)], line_c, 6)
        p.line(a, [(0, y0 + 16), (w, y0 + 16)], second, 4)
        if j % 2 == 0:
            for i in range(14):
                x = w * (i + 0.5) / 14
                p.flower(a, x, m, rh * 0.7, 8, second if i % 2 else line_c, ground, 0.2)
                p.cv2.circle(a, p.P(x, m), int(rh * 0.78 * 16), p.tup(line_c), 3, p.cv2.LINE_AA, p.SH)
                for k in (-1, 1):
                    p.petal(a, w * i / 14, m, k * math.pi / 2, rh * 0.7, 9, line_c)
        else:
            for i in range(90):
                x = w * i / 90
                p.line(a, [(x, y0 + 26), (x + w / 90, m), (x, y1 - 14)], line_c if i % 3 else second, 3)
    return painted(a, 0.14, 0.9)


@variants('mm-lacquer-bowl', ('cinnabar', 'black'), elev=18, turn=0)
def _(c):
    g, l, s = ('#a32a1c', '#1b1512', '#d9a84a') if c == 'cinnabar' else ('#171311', '#c9952f', '#a8341f')
    m = engraved(g, l, s, rows=3)
    vessel([(0.5, 0), (0.54, 0.05), (0.68, 0.2), (0.8, 0.5), (0.8, 0.8)], m, 0.04)
    revolve(curve([(0, 0.06), (0.5, 0.08), (0.64, 0.24), (0.757, 0.52), (0.757, 0.79)]), lacquer('#17120f' if c == 'cinnabar' else '#8f241a'))
    at(turned([(0, 0), (0.56, 0, 1), (0.58, 0.03), (0, 0.03)], lacquer('#17120f')), (0, 0, -0.02))


@pic('mm-betel-box', elev=17, turn=0)
def _():
    m1 = engraved('#8f2a1c', '#d9b04a', '#3f6b4a', h=900, rows=3, seed=2)
    m2 = engraved('#8f2a1c', '#3f6b4a', '#d9b04a', h=400, rows=1, seed=3)
    band(0.7, 0.02, 1.0, m1)
    turned([(0, 0.0), (0.695, 0, 1), (0.69, 0.02)], lacquer('#17120f'))
    band(0.66, 1.0, 1.25, m2)
    turned([(0, 1.22), (0.66, 1.22)], lacquer('#17120f'))
    k = lacquer('#17120f')
    for z in (0.02, 1.0):
        ring(0.7, 0.02, k, z)
    parts = [band(0.74, 0.02, 0.85, m1), turned([(0.74, 0.85, 1), (0.7, 0.9), (0.3, 0.96), (0, 0.97)], m2), ring(0.74, 0.022, k, 0.03), ring(0.735, 0.022, k, 0.86)]
    at(parts, (1.15, 0.75, 0))
    tr = [turned([(0, 0), (0.62, 0, 1), (0.64, 0.3), (0.61, 0.3, 1), (0.6, 0.06), (0, 0.06)], lacquer('#a8341f'))]
    at(tr, (1.0, -0.75, 0))


@pic('mm-lotus-scarf', elev=9, turn=-26, fill=0.76)
def _():
    m = fabric('#d8c8a4', '#b8a67c', 0.6, 110, slub=0.6)
    hung_scarf(m, 'bamboo', plain('#cbb98f', 0.8), True, width=1.45, pleats=3, seed=4)


@variants('mm-shan-bag', ('burgundy', 'moss'), elev=9, turn=14, fill=0.76)
def _(c):
    g = '#6b2230' if c == 'burgundy' else '#55633a'
    a = p.stripes([(14, g), (2, '#e6c46a'), (4, '#22262f'), (2, '#e6c46a'), (12, g), (2, '#f0e6d0'), (5, '#b5382a' if c == 'moss' else '#2f6b57'), (2, '#f0e6d0')], 1024, 1024, 'h')
    for j in range(3):
        y = 620 + j * 120
        p.rect(a, 0, y, 1024, y + 64, '#22262f')
        for i in range(16):
            x = 32 + i * 64
            p.poly(a, [(x, y + 6), (x + 26, y + 32), (x, y + 58), (x - 26, y + 32)], ('#e6c46a', '#c9503a', '#8fb2c9')[(i + j) % 3])
    a = p.yarn(a, 5, 0.12)
    m = painted(a, 0.9, 0, (1.4, 1), weave=0.4)
    w, h = 3.0, 3.0
    parts = tote(m, w, h, 0.5, m, 0.1, gap=0.1)
    for o in parts[2:]:
        bpy.data.objects.remove(o)
    st = painted(p.yarn(p.stripes([(4, g), (2, '#e6c46a'), (3, '#22262f'), (2, '#e6c46a'), (4, g)], 256, 256, 'h'), 2), 0.9, 0, weave=0.4)

    def strap(u, v):
        t = v
        q = math.pi * t
        x = -w * 0.47 * math.cos(q)
        z = h * 0.98 + 2.1 * math.sin(q) ** 0.8
        return (x * (1 - 0.25 * math.sin(q)), (u - 0.5) * 0.42, z)

    sheet(strap, 8, 60, st, 0.05)
    for s in (-1, 1):
        box(0.06, 0.44, h * 0.98, st, 0.02, loc=(s * w * 0.485, 0, 0.02))
    for o in list(bpy.context.scene.objects):
        at(o, (0, 0, 0.75))
    fringe([(x, y, 0.76) for x in np.linspace(-w / 2 + 0.05, w / 2 - 0.05, 44) for y in (-0.05, 0.05)], (0, 0, -0.62), plain(g, 0.9), 0.022, 0.04)
    cols = ('#e6c46a', '#c9503a')
    for i, x in enumerate((-1.2, -0.6, 0, 0.6, 1.2)):
        at(ball(0.11, plain(cols[i % 2], 0.9)), (x, -0.12, 0.66))


@pic('mm-thanaka-soap', elev=26, turn=-24)
def _():
    m = plain('#ead9a0', 0.55, mottle=0.07)
    turned([(0, 0), (0.4, 0), (0.5, 0.1), (0.5, 0.24), (0.4, 0.34), (0, 0.35)], m)
    at(turned([(0, 0), (0.4, 0), (0.5, 0.1), (0.5, 0.24), (0.4, 0.34), (0, 0.35)], m), (0.5, 0.72, 0))
    a = p.canvas('#f2e6c0', 400, 400)
    p.disc(a, 200, 200, 190, '#8a6a2c')
    p.disc(a, 200, 200, 176, '#f2e6c0')
    p.sprig(a, 200, 340, -math.pi / 2, 220, '#8a6a2c', 4, 0.34, 7)
    at(face_disc(0.36, 0.356, painted(a, 0.8, 0)), (0.5, 0.72, 0))
    bark = Mat()
    bark.set(Roughness=0.9)
    bark.colour(bark.ramp(bark.noise(6, 5, (1, 1, 0.3)), [(0.35, '#8a7448'), (0.7, '#cdb98a')]))
    bark.bump(bark.noise(14, 5), 0.5, 0.05)
    o = turned([(0, 0), (0.2, 0, 1), (0.22, 0.5), (0.19, 1.1, 1), (0, 1.1)], bark.m, steps=40)
    at(o, (-0.85, -0.4, 0.21), (0, 90, 30))
    at(face_disc(0.17, 0, plain('#ead9a8', 0.8)), (-0.85 - 0.004, -0.4 - 0.002, 0.21), (0, -90, 30))
    at(heap_beans(plain('#f0e2b4', 0.95), 60, 0.28, 0.03, 0.08), (0.45, -0.6, 0))


@pic('mm-hand-bell', elev=14)
def _():
    b = metal('#b98d45', 0.24, patina=0.25)
    out = curve([(0.88, 0), (0.84, 0.08), (0.68, 0.4), (0.58, 0.9), (0.5, 1.25), (0.3, 1.45), (0.0, 1.52)])
    revolve(np.array([(0.8, 0.0)] + [tuple(v) for v in out]), b)
    for z, r in ((0.14, 0.83), (0.24, 0.775), (0.98, 0.575), (1.12, 0.55)):
        ring(r, 0.025, b, z)
    w = wood('teak', 'Z')
    turned([(0.1, 1.48), (0.18, 1.56), (0.12, 1.66), (0.2, 1.95), (0.22, 2.2), (0.13, 2.5), (0.18, 2.62), (0.14, 2.76), (0, 2.8)], w)
    ring(0.14, 0.035, metal(GOLD, 0.25), 1.62)


@pic('mm-shan-tea', elev=17, turn=16)
def _():
    o = turned([(0, 0), (0.52, 0, 1), (0.55, 0.1), (0.55, 1.2), (0.52, 1.3, 1), (0, 1.3)], wood('bamboo', 'Z', rough=0.4))
    turned([(0, 1.3), (0.56, 1.3, 1), (0.56, 1.5), (0.5, 1.56, 1), (0, 1.56)], wood('bamboo', 'Z', 0.8, rough=0.4))
    band(0.556, 0.3, 1.0, painted(p.band_label('#efe4c8', '#3f5f3a', 'hill', 3, h=400), 0.8, 0))
    c = plain('#8a6a3a', 0.8)
    for z in (0.2, 1.12):
        ring(0.56, 0.025, c, z)
    at(bowl('low', wood('teak'), 0.06), (1.15, -0.6, 0), scale=0.46)
    at(heap_leaves(plain('#56603a', 0.85, mottle=0.3), 130, 0.42, 0.11, 0.2, z=0.1), (1.15, -0.6, 0))


@pic('mm-teak-tray', elev=27, turn=0)
def _():
    w = wood('teak', 'X', 0.7, 0.32)
    turned([(0, 0), (0.85, 0, 1), (0.9, 0.06), (0.7, 0.16), (0.55, 0.3), (0.62, 0.42), (1.6, 0.48), (1.78, 0.52), (1.8, 0.7), (1.76, 0.72), (1.7, 0.6), (1.5, 0.56), (0, 0.56)], w)
    for r in (1.55, 1.42):
        ring(r, 0.03, w, 0.565)
    at(bowl('rice', glaze('#e9e4d4'), 0.04), (0.45, 0.3, 0.56), scale=0.55)
    at(bowl('rice', glaze('#e9e4d4'), 0.04), (-0.4, 0.45, 0.56), scale=0.55)
    for i in range(7):
        at(leaf(0.32, 0.1, plain('#f4efe2', 0.6), 0.08), (-0.1, -0.45, 0.6), (30 if i % 2 else 12, 0, 51 * i))
    at(ball(0.06, plain('#e0b83a', 0.7)), (-0.1, -0.45, 0.64))


@pic('mm-cane-ball', elev=20, turn=20)
def _():
    w = wood('bamboo', 'X', 2, rough=0.4)
    g = (1 + 5**0.5) / 2
    axes = [(0, 1, g), (0, 1, -g), (1, g, 0), (1, -g, 0), (g, 0, 1), (g, 0, -1)]
    for i, ax in enumerate(axes):
        n = Vector(ax).normalized()
        u = n.orthogonal().normalized()
        v = n.cross(u)
        for k in (-0.11, 0.0, 0.11):
            r = math.sqrt(1 - k * k)
            path = []
            for s in range(80):
                q = TAU * s / 80
                b = 1 + 0.028 * math.sin(5 * q + i)
                pt = (u * math.cos(q) + v * math.sin(q)) * r * b + n * k
                path.append((pt.x, pt.y, pt.z + 1.03))
            tube(path, 0.052, w, 10, closed=True, k=1, flat_y=0.6)


@pic('mm-rattan-stool', elev=16, turn=10)
def _():
    w = plain('#b98a4c', 0.4, mottle=0.15)
    c = plain('#8a6230', 0.6)
    H = 4.0
    for i in range(18):
        q = TAU * i / 18
        tube([(r * math.cos(q + tw), r * math.sin(q + tw), z) for r, z, tw in ((1.7, 0.12, 0), (1.3, 0.9, 0.25), (0.85, 2.0, 0.55), (1.3, 3.1, 0.85), (1.7, H - 0.12, 1.1))], 0.075, w, 10)
        tube([(r * math.cos(q + tw), r * math.sin(q + tw), z) for r, z, tw in ((1.68, 0.12, 0), (1.28, 0.9, -0.25), (0.8, 2.0, -0.55), (1.28, 3.1, -0.85), (1.68, H - 0.12, -1.1))], 0.065, w, 10)
    for z in (0.1, H - 0.1):
        ring(1.72, 0.12, w, z)
    for k in range(6):
        ring(0.93, 0.05, c, 1.85 + 0.07 * k, 8)
    woven_disc(1.66, H - 0.04, plain('#cfa869', 0.6), 17)
    ring(1.7, 0.09, c, H)
