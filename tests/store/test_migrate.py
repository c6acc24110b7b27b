"""Migrations: they lead to the models, from every revision, and never cost anybody her data."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from flashcards import config
from flashcards.core.errors import Refused
from flashcards.store import migrate
from flashcards.store.engine import Database
from flashcards.store.models.accounts import Login, User
from flashcards.store.models.content import Deck
from tests.conftest import NOW

SCRIPTS = config.shipped("migrations")
ROOT = Path(__file__).parents[2]
HEADER = """\
\"\"\"{title}.\"\"\"

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    \"\"\"Go forward.\"\"\"
{body}


def downgrade() -> None:
    \"\"\"Go back.\"\"\"
"""
REBUILD = """\
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("nickname", sa.String(20)))
        batch.alter_column("email", type_=sa.String(300), existing_nullable=False)
"""
BROKEN = """\
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO nowhere VALUES (1)")
"""


def revisions() -> list[str]:
    """Return the revisions that ship, the first first."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    settings = Config()
    settings.set_main_option("script_location", str(SCRIPTS))
    scripts = ScriptDirectory.from_config(settings).walk_revisions()
    return [script.revision for script in scripts][::-1]


@pytest.fixture
def more_scripts(tmp_path: Path) -> Path:
    """Return a copy of the migrations, to which tests add revisions."""
    return Path(shutil.copytree(SCRIPTS, tmp_path / "scripts"))


def add_revision(scripts: Path, body: str, revision: str = "9999") -> None:
    """Write one more revision behind the last that ships."""
    content = HEADER.format(title="One more", revision=revision, before=revisions()[-1], body=body)
    (scripts / "versions" / f"{revision}_one_more.py").write_text(content)


def current(database: Database) -> str | None:
    """Return the revision that the database says it is at."""
    with database.read() as session:
        found: str | None = session.scalar(text("SELECT version_num FROM alembic_version"))
        return found


def test_from_nothing_the_migrations_lead_to_the_models(empty: Database) -> None:
    assert migrate.upgrade(empty, SCRIPTS) is True
    assert migrate.differences(empty) == []
    assert current(empty) == revisions()[-1]


def test_a_database_that_is_up_to_date_is_left_alone(empty: Database) -> None:
    migrate.upgrade(empty, SCRIPTS)
    assert migrate.upgrade(empty, SCRIPTS) is False


@pytest.mark.parametrize("revision", revisions())
def test_from_each_revision_the_migrations_lead_to_the_models(
    empty: Database, revision: str
) -> None:
    migrate.upgrade(empty, SCRIPTS, revision)
    migrate.upgrade(empty, SCRIPTS)
    assert migrate.differences(empty) == []


def test_a_difference_from_the_models_is_seen(database: Database) -> None:
    with database.write() as session:
        session.execute(text("DROP TABLE wordings"))
        session.execute(text("CREATE TABLE strange (id INTEGER)"))
    assert len(migrate.differences(database)) >= 2


def test_a_database_of_a_newer_version_is_refused_and_untouched(database: Database) -> None:
    with database.write() as session:
        session.add(User(email="a@b.org", password_hash="x", created_at=NOW))
        session.execute(text("UPDATE alembic_version SET version_num = 'ffff'"))
    before = sorted(inspect(database.engine).get_table_names())
    with pytest.raises(Refused, match="newer version"):
        migrate.upgrade(database, SCRIPTS)
    assert current(database) == "ffff"
    assert sorted(inspect(database.engine).get_table_names()) == before
    with database.read() as session:
        assert session.scalars(select(User.email)).all() == ["a@b.org"]


def test_rebuilding_a_table_keeps_all_rows_that_refer_to_it(
    database: Database, more_scripts: Path
) -> None:
    add_revision(more_scripts, REBUILD)
    with database.write() as session:
        user = User(email="a@b.org", password_hash="x", created_at=NOW)
        session.add(user)
        session.flush()
        session.add(Deck(owner_id=user.id, title="Hers", created_at=NOW))
        session.add(
            Login(token_hash="t", user_id=user.id, created_at=NOW, seen_at=NOW, expires_at=NOW)
        )
    migrate.upgrade(database, more_scripts)
    with database.read() as session:
        assert session.scalars(select(User.email)).all() == ["a@b.org"]
        assert session.scalars(select(Deck.title)).all() == ["Hers"]
        assert session.scalars(select(Login.token_hash)).all() == ["t"]
        assert session.scalar(text("SELECT nickname FROM users")) is None
        if database.is_sqlite:
            assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_migration_that_would_leave_rows_without_their_owner_is_not_kept(
    database: Database, more_scripts: Path
) -> None:
    add_revision(more_scripts, """    op.execute("DELETE FROM users")""")
    with database.write() as session:
        user = User(email="a@b.org", password_hash="x", created_at=NOW)
        session.add(user)
        session.flush()
        session.add(Deck(owner_id=user.id, title="Hers", created_at=NOW))
    if database.is_sqlite:
        with pytest.raises(RuntimeError, match="without their owner"):
            migrate.upgrade(database, more_scripts)
        with database.read() as session:
            assert session.scalars(select(User.email)).all() == ["a@b.org"]


def test_a_migration_that_fails_leaves_everything_as_it_was(
    database: Database, more_scripts: Path
) -> None:
    add_revision(more_scripts, BROKEN)
    with database.write() as session:
        session.add(User(email="a@b.org", password_hash="x", created_at=NOW))
    with pytest.raises(Exception, match="nowhere"):
        migrate.upgrade(database, more_scripts)
    assert current(database) == revisions()[-1]
    assert "half" not in inspect(database.engine).get_table_names()
    with database.read() as session:
        assert session.scalars(select(User.email)).all() == ["a@b.org"]


def test_a_copy_of_a_sqlite_file_is_kept_before_it_is_migrated(
    database: Database, more_scripts: Path, tmp_path: Path
) -> None:
    add_revision(more_scripts, REBUILD)
    with database.write() as session:
        session.add(User(email="a@b.org", password_hash="x", created_at=NOW))
    migrate.upgrade(database, more_scripts)
    copies = [path.name for path in tmp_path.glob("*.before-*")]
    if not database.is_sqlite:
        assert copies == []
        return
    assert copies == [f"flashcards.before-{revisions()[-1]}.db"]
    copy = Database(f"sqlite:///{(tmp_path / copies[0]).as_posix()}")
    assert current(copy) == revisions()[-1]
    with copy.read() as session:
        assert session.scalars(select(User.email)).all() == ["a@b.org"]
    copy.close()


def test_no_copy_is_made_of_a_database_that_was_empty(empty: Database, tmp_path: Path) -> None:
    migrate.upgrade(empty, SCRIPTS)
    assert list(tmp_path.glob("*.before-*")) == []


PREPARE = """\
from flashcards import config
from flashcards.services import setup
setup.prepare(config.load()).close()
"""


def test_two_processes_that_start_at_once_both_succeed_and_ship_each_deck_once(
    empty_url: str, tmp_path: Path
) -> None:
    environment = {
        "FLASHCARDS_INSTANCE": str(tmp_path / "instance"),
        "FLASHCARDS_DATABASE_URL": empty_url,
        "PYTHONPATH": str(ROOT),
    }
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PREPARE], env=environment, cwd=ROOT, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    ends = [
        (process.communicate(timeout=60)[1].decode(), process.returncode) for process in started
    ]
    assert ends == [("", 0), ("", 0)]
    database = Database(empty_url)
    assert migrate.differences(database) == []
    with database.read() as session:
        decks = session.scalars(select(Deck.shipped)).all()
        files = [path.stem for path in config.shipped("decks").glob("*.md")]
        assert sorted(map(str, decks)) == sorted(set(files) - {"README"})
    database.close()
