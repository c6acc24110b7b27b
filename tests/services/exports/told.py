"""What the real Anki says of a file that it imported, living in a zone of the test's choice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_ANKI = r"""
import json, sys, tempfile
from pathlib import Path
from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest
path, rollover = sys.argv[1], int(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    place = str(Path(folder) / "collection.anki2")
    collection = Collection(place)
    found = {}
    if path.endswith(".colpkg"):
        collection.close()
        from anki.collection import Collection as Empty
        backend = collection._backend
        backend.import_collection_package(
            col_path=place, backup_path=path, media_folder=str(Path(folder) / "collection.media"),
            media_db=str(Path(folder) / "media.db"))
        collection.reopen()
    else:
        collection.set_config("rollover", rollover)
        collection.close(); collection.reopen()
        options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
        log = collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=path, options=options)).log
        found["new"] = len(log.new)
    rows = lambda sql: [list(row) for row in collection.db.all(sql)]
    graphs = collection._backend.graphs(search="", days=0)
    found |= {
        "today": collection.sched.today,
        "rollover": collection.get_config("rollover"),
        "cards": rows("select n.guid, c.ord, c.type, c.queue, c.due, c.ivl, c.factor, c.reps,"
                      " c.lapses, c.flags, c.data, c.id, c.nid, c.did from cards c"
                      " join notes n on n.id = c.nid"),
        "reviews": rows("select r.id, n.guid, c.ord, r.ease, r.ivl, r.lastIvl, r.factor, r.time,"
                        " r.type from revlog r join cards c on c.id = r.cid"
                        " join notes n on n.id = c.nid order by r.id"),
        "notes": rows("select guid, id, mid, mod, tags, flds, csum, sfld from notes"),
        "due": dict(graphs.future_due.future_due),
        "days": {day: each.learn + each.relearn + each.young + each.mature + each.filtered
                 for day, each in graphs.reviews.count.items()},
        "eases": dict(graphs.eases.eases),
        "intervals": dict(graphs.intervals.intervals),
        "decks": {each.name: each.id for each in collection.decks.all_names_and_ids()},
        "presets": {deck.name: collection.decks.config_dict_for_deck_id(deck.id)
                    for deck in collection.decks.all_names_and_ids()},
        "fsrs": collection.get_config("fsrs"),
        "media": sorted(each.name for each in Path(collection.media.dir()).iterdir()),
        "types": {kind["id"]: kind for kind in collection.models.all()},
        "all": collection.db.scalar("select count() from revlog"),
    }
    tree = collection.sched.deck_due_tree()
    found["left"] = {each.name: [each.review_uncapped, each.learn_count, each.new_uncapped]
                     for each in tree.children}
    kept = [card_id for (card_id,) in rows("select id from cards where queue < 0")]
    collection.sched.unsuspend_cards(kept)
    collection.sched.unbury_cards(kept)
    found["back"] = {card_id: rows(f"select queue, due from cards where id = {card_id}")[0]
                     for card_id in kept}
    found["problems"] = collection.fix_integrity()
    found["after"] = rows("select guid, csum, sfld from notes")
    collection.close()
print(json.dumps(found))
"""


def told(path: Path, zone: str = "UTC", rollover: int = 4) -> dict[str, Any]:
    """Import a file into an empty Anki whose computer is in ``zone``; return what it holds."""
    run = subprocess.run(
        [sys.executable, "-c", _ANKI, str(path), str(rollover)],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found
