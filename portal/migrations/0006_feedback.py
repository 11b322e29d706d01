"""Links for people outside the team, and what they said. Frozen: it imports nothing from the program."""

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

    class FeedbackLink(Model):
        sample = ForeignKeyField(Sample, index=True)
        batch = ForeignKeyField(Batch, index=True)
        token_hash = CharField(max_length=64, unique=True)
        codes = JSONField()
        counts = BooleanField(default=False)
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        expires_at = DateTimeField()
        revoked_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "feedback_link"

    class Feedback(Model):
        link = ForeignKeyField(FeedbackLink)
        code = CharField(max_length=5)
        quality = SmallIntegerField()
        use = SmallIntegerField()
        packing = SmallIntegerField()
        buys = CharField(max_length=5)
        text = TextField(default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "feedback"
            indexes = ((("link", "code"), True),)

    db.create_tables([FeedbackLink, Feedback])
    if isinstance(db, PostgresqlDatabase):
        for table, column, size in (
            ("feedback_link", "token_hash", "varchar(64)"),
            ("feedback", "code", "varchar(5)"),
            ("feedback", "buys", "varchar(5)"),
            ("feedback", "text", "text"),
        ):
            db.execute_sql('ALTER TABLE "%s" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (table, column, size))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("feedback"))
    migrator.migrate(migrator.drop_table("feedback_link"))
