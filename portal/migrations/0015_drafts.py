"""What was typed into a form that could not be taken is kept for an hour. Frozen: it imports nothing from the program."""

from peewee import *

TEXTS = (("address", "varchar(500)"), ("fields", "text"), ("files", "text"))


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Draft(Model):
        user = ForeignKeyField(User, on_delete="CASCADE", backref="+")
        address = CharField(max_length=500)
        fields = TextField()
        files = TextField(default="")
        expires_at = DateTimeField(index=True)

        class Meta:
            database = db
            table_name = "draft"

    db.create_tables([Draft])
    if isinstance(db, PostgresqlDatabase):
        for column in TEXTS:
            db.execute_sql('ALTER TABLE "draft" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % column)


def down(migrator, db):
    migrator.migrate(migrator.drop_table("draft"))
