"""Suppliers taken over at a status, and what a team means by words of its lists. Frozen: it imports nothing from the program."""

from peewee import *

TEXTS = (
    ("take_over", "from_status", "varchar(12)"),
    ("take_over", "status", "varchar(12)"),
    ("take_over", "step", "varchar(10)"),
    ("take_over", "origin", "varchar(10)"),
    ("take_over", "file", "varchar(255)"),
    ("take_over", "reason", "text"),
    ("take_over", "back_reason", "text"),
    ("import_word", "field", "varchar(40)"),
    ("import_word", "word", "varchar(120)"),
    ("import_word", "code", "varchar(20)"),
)


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Supplier(Model):
        class Meta:
            database = db
            table_name = "supplier"

    class TakeOver(Model):
        supplier = ForeignKeyField(Supplier, index=True)
        from_status = CharField(max_length=12)
        status = CharField(max_length=12)
        step = CharField(max_length=10, default="")
        origin = CharField(max_length=10)
        file = CharField(max_length=255, default="")
        import_key = IntegerField(null=True)
        reason = TextField(default="")
        by = ForeignKeyField(User, null=True, backref="+")
        at = DateTimeField()
        back_reason = TextField(default="")
        back_by = ForeignKeyField(User, null=True, backref="+")
        back_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "take_over"

    class ImportWord(Model):
        field = CharField(max_length=40)
        word = CharField(max_length=120)
        code = CharField(max_length=20)

        class Meta:
            database = db
            table_name = "import_word"
            indexes = ((("field", "word"), True),)

    db.create_tables([TakeOver, ImportWord])
    if isinstance(db, PostgresqlDatabase):
        for place in TEXTS:
            db.execute_sql('ALTER TABLE "%s" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % place)


def down(migrator, db):
    migrator.migrate(migrator.drop_table("import_word"), migrator.drop_table("take_over"))
