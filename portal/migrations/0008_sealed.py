"""Sealed samples and reference orders, and what a sample is compared with. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Sample(Model):
        class Meta:
            database = db
            table_name = "sample"

    class Batch(Model):
        class Meta:
            database = db
            table_name = "batch"

    class GoldenSample(Model):
        version = IntegerField(default=1)
        batch = ForeignKeyField(Batch, index=True)
        number = CharField(max_length=40, unique=True)
        sealed_on = DateField()
        contents = TextField(default="")
        accepted = TextField(default="")
        confirmed_by = ForeignKeyField(User, null=True, backref="+")
        their_name = CharField(max_length=120, default="")
        their_on = DateField(null=True)
        keeper = ForeignKeyField(User, null=True, backref="+")
        place = CharField(max_length=120, default="")
        valid_until = DateField(null=True, index=True)
        replaced_by = ForeignKeyField("self", null=True, backref="+")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "golden_sample"

    class SampleRival(Model):
        version = IntegerField(default=1)
        sample = ForeignKeyField(Sample, index=True, backref="+")
        other = ForeignKeyField(Sample, null=True, backref="+")
        name = CharField(max_length=160)
        note = TextField(default="")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sample_rival"

    db.create_tables([GoldenSample, SampleRival])
    if isinstance(db, PostgresqlDatabase):
        for table, column, size in (
            ("golden_sample", "number", "varchar(40)"),
            ("golden_sample", "contents", "text"),
            ("golden_sample", "accepted", "text"),
            ("golden_sample", "their_name", "varchar(120)"),
            ("golden_sample", "place", "varchar(120)"),
            ("sample_rival", "name", "varchar(160)"),
            ("sample_rival", "note", "text"),
        ):
            db.execute_sql('ALTER TABLE "%s" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (table, column, size))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("sample_rival"))
    migrator.migrate(migrator.drop_table("golden_sample"))
