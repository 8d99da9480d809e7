"""Every picture name with its scene and its view; the house modules fill the table."""
PICTURES = {}
RANK = {}


def pic(name, **view):
    view.setdefault('tint', sum(map(ord, name.rsplit('-', 1)[0])) % 6)

    def add(scene):
        assert name not in PICTURES, name
        PICTURES[name] = (scene, view)
        return scene

    return add


def variants(name, values, **view):
    """One scene for several values: the scene is called with the value."""

    def add(scene):
        for i, v in enumerate(values):
            pic(f'{name}-{v}', **view)(lambda v=v: scene(v))
            RANK[f'{name}-{v}'] = i
        return scene

    return add


COLOURS = {}


def colour(key):
    if not COLOURS:
        import json
        import os

        here = os.path.dirname(os.path.abspath(__file__))
        with open(os.path.join(here, '..', 'demo', 'options.json'), encoding='utf8') as f:
            for o in json.load(f):
                if o['key'] == 'colour':
                    COLOURS.update({v['key']: v['swatch'] for v in o['values']})
    return COLOURS[key]


import os

for _name in ('house_east', 'house_west', 'house_south', 'house_asia'):
    if os.path.exists(os.path.join(os.path.dirname(os.path.abspath(__file__)), _name + '.py')):
        __import__(_name)
