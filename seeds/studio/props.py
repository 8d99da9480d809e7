"""Small arrangements which several houses share."""
import numpy as np
import paint as p
from forms import *
from materials import *


def band(r, z0, z1, mat):
    return revolve(np.array([(r, z0), (r, z1)]), mat)


def drink(r, z, c):
    return face_disc(r, z, plain(c, 0.08, 0.5))


def hung_scarf(mat, rail='ash', fr=None, tassels=False, rep=(1, 1), pleats=3, width=1.5, seed=0):
    draped(mat, width, 2.9, 2.5, 3.1, pleats, 0.13, rep, seed, fr, tassels=tassels)
    rack(wood(rail, 'Z'), 2.4, 3.1)


def cloth_jar(content, cloth, lab):
    jar_glass(content, 0.42, 0.95, cloth, 'cloth', 0.84, lab)


def tile(image, w=1.5, t=0.1, body='#d2bd9c', rough=0.12, coat=0.6, bump=0.0):
    m = painted(image, rough, coat, bump=bump)
    return box(w, w, t, clay(body), 0.02, 2, {'top': m})


def tile_set(image, w=1.5, t=0.1, body='#d2bd9c', rough=0.12, bump=0.0, pair=True):
    """One tile leaning on a block, one lying before it."""
    m = painted(image, rough, 0.6 if rough < 0.4 else 0.0, bump=bump)
    at(box(w, w, t, clay(body), 0.02, 2, {'top': m}), (0, 0, w / 2 * 0.985), (78, 0, 0))
    if pair:
        at(box(w, w, t, clay(body), 0.02, 2, {'top': m}), (w * 0.42, -w * 0.72, 0), (0, 0, 24))


def bag_of_coffee(body, lab, beans='#4a2a18', tie=None, size=(1.15, 0.68, 1.85), seed=3):
    w, d, h = size
    pouch(w, d, h, body, lab, tie=tie)
    at(heap_beans(plain(beans, 0.35, coat=0.2), 110, 0.52, 0.085, 0.2, seed), (w * 0.75, -0.78, 0))


def lathe_pile(o, spots):
    return copies(o, spots)


def flower_stalks(c, stem, n=5, h=1.3, spread=0.25, seed=2, lying=False, head=0.1):
    """Lavender or grass stalks, upright or laid down in a bunch."""
    rng = random.Random(seed)
    parts = []
    for i in range(n):
        x0, x1 = rng.uniform(-0.06, 0.06), rng.uniform(-spread, spread)
        z1 = h * rng.uniform(0.8, 1.05)
        parts.append(tube([(x0, 0, 0), (x0 + (x1 - x0) * 0.3, 0, z1 * 0.5), (x1, rng.uniform(-0.05, 0.05), z1)], 0.013, plain(stem, 0.8), 6))
        b = ball(head * 0.4, plain(c, 0.8, mottle=0.25), (1, 1, 1.3), 10)
        spots = []
        for k in range(11):
            q = k * 2.4
            zz = z1 - 0.28 * h + 0.32 * h * k / 10
            t = zz / z1
            spots.append(((x0 + (x1 - x0) * t**1.6 + 0.035 * math.cos(q), 0.035 * math.sin(q), zz), (0, 0, 0)))
        parts += copies(b, spots)
    if lying:
        at(parts, (0, 0, 0.06), (90, 0, 0))
    return parts
