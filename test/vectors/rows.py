"""Files that are a list of records, one a line, each about one activation and whatever else distinguishes it."""

import json
import sys
from pathlib import Path

from definitions import DEFINITIONS

FOLDER = Path(__file__).parent


def write_rows(file, cases, record, names):
    """Makes the records of the named activations anew, without names all, and leaves every other line as it is.

    `cases` are what the file is to hold, in its order: {'activation': name, ...}, the arguments of `record` and a part
    of what it returns.
    """
    refuse_unknown(names)
    path = FOLDER / file
    lines = [line.rstrip(',') for line in path.read_text().splitlines()[1:-1]] if names else []
    kept = {tuple(json.loads(line)[key] for key in cases[0]): line for line in lines}
    for case in cases:
        if not names or case['activation'] in names:
            kept[tuple(case.values())] = json.dumps(record(**case))
            print(kept[tuple(case.values())], flush=True)
    rows = [kept[tuple(case.values())] for case in cases if tuple(case.values()) in kept]
    path.write_text('[\n' + ',\n'.join(rows) + '\n]\n')


def refuse_unknown(names):
    unknown = [name for name in names if name not in DEFINITIONS]
    if unknown:
        sys.exit(f'not in definitions.py: {", ".join(unknown)}')
