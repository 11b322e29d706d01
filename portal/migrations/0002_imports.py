"""Files that are imported, what became of their rows, and what headings mean. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Import(Model):
        version = IntegerField(default=1)
        kind = CharField(max_length=12)
        name = CharField(max_length=255)
        stored = CharField(max_length=64, default="")
        size = IntegerField()
        choices = JSONField(default=dict)
        counts = JSONField(null=True)
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        done_at = DateTimeField(null=True)
        undone_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "import"

    class ImportRow(Model):
        part_of = ForeignKeyField(Import, on_delete="CASCADE", backref="+")
        number = IntegerField()
        outcome = CharField(max_length=10)
        object_id = IntegerField(null=True)
        left = IntegerField(null=True)
        before = JSONField(null=True)
        cells = JSONField(null=True)
        reasons = JSONField(null=True)

        class Meta:
            database = db
            table_name = "import_row"

    class ImportColumn(Model):
        kind = CharField(max_length=12)
        heading = CharField(max_length=120)
        field = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "import_column"
            indexes = ((("kind", "heading"), True),)

    db.create_tables([Import, ImportRow, ImportColumn])
    if isinstance(db, PostgresqlDatabase):
        sort_by_code_point(db)


def down(migrator, db):
    for table in ("import_column", "import_row", "import"):
        migrator.migrate(migrator.drop_table(table))


def sort_by_code_point(db):
    """Text sorts on PostgreSQL as it does on SQLite."""
    rows = db.execute_sql(
        "SELECT table_name, column_name, character_maximum_length FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND table_name IN ('import', 'import_row', 'import_column') "
        "AND data_type = 'character varying'"
    ).fetchall()
    for table, column, length in rows:
        db.execute_sql('ALTER TABLE "%s" ALTER COLUMN "%s" TYPE varchar(%d) COLLATE "C"' % (table, column, length))
