"""Next steps that somebody put off. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class StepSnooze(Model):
        version = IntegerField(default=1)
        rule = CharField(max_length=20)
        subject = IntegerField()
        until = DateField(index=True)
        reason = CharField(max_length=200)
        by = ForeignKeyField(User, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "step_snooze"

    db.create_tables([StepSnooze])
    if isinstance(db, PostgresqlDatabase):
        for column, size in (("rule", 20), ("reason", 200)):
            db.execute_sql('ALTER TABLE "step_snooze" ALTER COLUMN "%s" TYPE varchar(%d) COLLATE "C"' % (column, size))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("step_snooze"))
