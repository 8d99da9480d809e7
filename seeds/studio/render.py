"""blender -b -noaudio -P render.py -- [--out folder] [--samples n] [--scale percent] [--only text,text] [--again]"""
import os
import sys
import time
import traceback

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
import develop
import stage
import table


def option(name, default=None):
    rest = sys.argv[sys.argv.index('--') + 1 :] if '--' in sys.argv else []
    return rest[rest.index(name) + 1] if name in rest else default


out = option('--out', os.path.join(here, '..', 'demo', 'pictures'))
samples = int(option('--samples', '10'))
scale = int(option('--scale', '75'))
only = option('--only')
again = '--again' in sys.argv
shard, shards = (int(v) for v in option('--shard', '0/1').split('/'))
scratch = os.path.join(os.environ.get('TMPDIR', '/tmp'), f'studio-{os.getpid()}')
os.makedirs(out, exist_ok=True)
os.makedirs(scratch, exist_ok=True)
names = [n for n in table.PICTURES if only is None or any(part in n for part in only.split(','))]
# each product's first picture comes before anybody's second
names.sort(key=lambda n: table.RANK.get(n, 0))
for name in names[shard::shards]:
    target = os.path.join(out, name + '.webp')
    if os.path.exists(target) and not again:
        continue
    began, cpu = time.time(), time.process_time()
    try:
        stage.clear().render.resolution_percentage = 100
        scene, view = table.PICTURES[name]
        scene()
        sc = stage.build(**view)
        sc.render.resolution_percentage = scale
        built = time.process_time()
        files = stage.shoot(sc, scratch, samples * view.get('grain', 1))
        shot = time.process_time()
        size, quality = develop.develop(files, target, size=(stage.WIDTH, stage.HEIGHT), veil=6 if view.get('grain', 1) > 1 else 0)
        print(f'PICTURE {name} {size} bytes q{quality} {time.time() - began:.1f}s cpu {built - cpu:.1f} + {shot - built:.1f} + {time.process_time() - shot:.1f}s', flush=True)
    except Exception:
        print(f'FAILED {name}', flush=True)
        traceback.print_exc()
