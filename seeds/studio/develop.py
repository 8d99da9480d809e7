"""The darkroom: take the grain out of the light, keep the pattern, lay a tone curve, write WebP.

Debian's Blender has no denoiser. Colour is divided by the albedo (the pattern, which is nearly free of grain),
what remains is light, which an edge-stopping wavelet filter smooths; then both are multiplied again.
"""
import os

os.environ['OPENCV_IO_ENABLE_OPENEXR'] = '1'
import cv2
import numpy as np

KERNEL = ((0, 0, 0.36), (1, 0, 0.1), (-1, 0, 0.1), (0, 1, 0.1), (0, -1, 0.1), (1, 1, 0.06), (-1, 1, 0.06), (1, -1, 0.06), (-1, -1, 0.06))


def shifted(a, dx, dy):
    h, w = a.shape[:2]
    m = np.float32([[1, 0, dx], [0, 1, dy]])
    return cv2.warpAffine(a, m, (w, h), flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)


def smooth(light, albedo, normal, levels=5, strength=1.0):
    lum = np.log1p(light.mean(2) * 4)
    # fireflies: no pixel brighter than its neighbourhood allows
    med = cv2.medianBlur(lum.astype(np.float32), 3)
    big = lum > med + 0.35
    soft = np.dstack([cv2.medianBlur(light[..., i].copy(), 3) for i in range(3)])
    light = np.where(big[..., None], soft, light)
    for level in range(levels):
        step = 1 << level
        lum = np.log1p(light.mean(2) * 4)
        mean = cv2.blur(lum, (5, 5))
        var = np.maximum(cv2.blur(lum * lum, (5, 5)) - mean * mean, 0)
        sigma = cv2.GaussianBlur(np.sqrt(var), (0, 0), 2) * 2.2 * strength / (1 + 0.4 * level) + (0.012 if level < 2 else 0.03)
        base = cv2.GaussianBlur(lum, (0, 0), 1.0)
        total = np.zeros_like(light)
        weight = np.zeros_like(lum)
        for dx, dy, k in KERNEL:
            if dx == 0 and dy == 0:
                total += light * k
                weight += k
                continue
            ox, oy = dx * step, dy * step
            n = (shifted(normal, ox, oy) - normal)
            a = (shifted(albedo, ox, oy) - albedo)
            d = np.abs(shifted(base, ox, oy) - base) / sigma
            e = (n * n).sum(2) * 14 + (a * a).sum(2) * (6 if level else 2) + d
            w = np.exp(-e) * k
            total += shifted(light, ox, oy) * w[..., None]
            weight += w
        light = total / weight[..., None]
    return light


def along(image, reach=4, sigma=2.0):
    """Few rays leave ragged edges; smooth along each edge, never across it (a line integral on the structure tensor)."""
    h, w = image.shape[:2]
    g = cv2.GaussianBlur(image.mean(2), (0, 0), 0.8)
    gx, gy = cv2.Sobel(g, cv2.CV_32F, 1, 0), cv2.Sobel(g, cv2.CV_32F, 0, 1)
    xx, yy, xy = (cv2.GaussianBlur(v, (0, 0), 2.2) for v in (gx * gx, gy * gy, gx * gy))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    tx, ty = -np.sin(angle), np.cos(angle)
    coherence = np.sqrt((xx - yy) ** 2 + 4 * xy**2) / (xx + yy + 1e-4)
    k = np.clip((coherence - 0.35) / 0.3, 0, 1) * np.clip(np.sqrt(xx + yy) / 0.12, 0, 1)
    v, u = np.mgrid[0:h, 0:w].astype(np.float32)
    out, total = np.zeros_like(image), 0.0
    for i in range(-reach, reach + 1):
        weight = float(np.exp(-i * i / (2 * sigma * sigma)))
        out += weight * cv2.remap(image, u + tx * i, v + ty * i, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        total += weight
    return image * (1 - k[..., None]) + out / total * k[..., None]


def tone(x, exposure):
    x = np.maximum(x, 0) * exposure
    # a straight foot and a soft shoulder
    knee = 0.62
    over = np.maximum(x - knee, 0)
    y = np.where(x < knee, x, knee + (1 - knee) * (1 - np.exp(-over / (1 - knee))))
    s = np.where(y <= 0.0031308, y * 12.92, 1.055 * np.power(np.maximum(y, 1e-8), 1 / 2.4) - 0.055)
    return np.clip(s, 0, 1)


def develop(files, target, exposure=1.12, strength=1.0, limit=45000, size=None, veil=0):
    colour, albedo, normal = (cv2.imread(f, cv2.IMREAD_UNCHANGED)[..., :3].astype(np.float32) for f in files)
    colour = np.nan_to_num(colour, nan=0, posinf=4, neginf=0)
    albedo = np.nan_to_num(np.clip(albedo, 0, 1))
    a = albedo + 0.04
    light = smooth(np.minimum(colour / a, 30), albedo, normal, strength=strength)
    image = tone(light * a, exposure)
    if veil:
        # thin glass keeps its grain in the pattern itself
        image = cv2.fastNlMeansDenoisingColored((image * 255).astype(np.uint8), None, veil, veil, 5, 15).astype(np.float32) / 255
    image = along(np.ascontiguousarray(image, np.float32), 3, 1.5)
    if size:
        image = np.clip(cv2.resize(image, size, interpolation=cv2.INTER_CUBIC), 0, 1)
        image = along(image)
        image = np.clip(image + 0.3 * (image - cv2.GaussianBlur(image, (0, 0), 1.2)), 0, 1)
    image = (image * 255 + 0.5).astype(np.uint8)
    for quality in (84, 78, 72, 66, 60, 52, 44, 36):
        ok, data = cv2.imencode('.webp', image, [cv2.IMWRITE_WEBP_QUALITY, quality])
        if len(data) <= limit:
            break
    with open(target, 'wb') as f:
        f.write(data.tobytes())
    for name in files:
        os.remove(name)
    return len(data), quality
