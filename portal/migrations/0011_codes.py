"""Tested codes of digital samples, and what later checks found. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Batch(Model):
        class Meta:
            database = db
            table_name = "batch"

    class SampleCode(Model):
        version = IntegerField(default=1)
        batch = ForeignKeyField(Batch, index=True, backref="+")
        last_four = CharField(max_length=4)
        fingerprint = CharField(max_length=64, index=True)
        key_mark = CharField(max_length=8)
        result = CharField(max_length=12)
        tested_on = DateField(null=True)
        note = CharField(max_length=300, default="")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sample_code"

    class CodeCheck(Model):
        version = IntegerField(default=1)
        batch = ForeignKeyField(Batch, backref="+")
        day = SmallIntegerField()
        checked_on = DateField()
        asked = IntegerField()
        alive = IntegerField()
        note = CharField(max_length=300, default="")
        by = ForeignKeyField(User, null=True, backref="+")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "code_check"
            indexes = ((("batch", "day"), True),)

    db.create_tables([SampleCode, CodeCheck])
    if isinstance(db, PostgresqlDatabase):
        for table, column, size in (
            ("sample_code", "last_four", "varchar(4)"),
            ("sample_code", "fingerprint", "varchar(64)"),
            ("sample_code", "key_mark", "varchar(8)"),
            ("sample_code", "result", "varchar(12)"),
            ("sample_code", "note", "varchar(300)"),
            ("code_check", "note", "varchar(300)"),
        ):
            db.execute_sql('ALTER TABLE "%s" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (table, column, size))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("code_check"))
    migrator.migrate(migrator.drop_table("sample_code"))
