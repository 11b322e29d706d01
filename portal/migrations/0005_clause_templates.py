"""Clauses a team begins an agreement from. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class ClauseTemplate(Model):
        version = IntegerField(default=1)
        name = CharField(max_length=120)
        goods = CharField(max_length=10)
        clauses = JSONField(default=dict)
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "clause_template"

    db.create_tables([ClauseTemplate])
    if isinstance(db, PostgresqlDatabase):
        for column, size in (("name", 120), ("goods", 10)):
            db.execute_sql(
                'ALTER TABLE "clause_template" ALTER COLUMN "%s" TYPE varchar(%d) COLLATE "C"' % (column, size)
            )


def down(migrator, db):
    migrator.migrate(migrator.drop_table("clause_template"))
