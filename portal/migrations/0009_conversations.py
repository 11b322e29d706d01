"""What was said between the team and its suppliers. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Supplier(Model):
        class Meta:
            database = db
            table_name = "supplier"

    class Contact(Model):
        class Meta:
            database = db
            table_name = "contact"

    class Inquiry(Model):
        class Meta:
            database = db
            table_name = "inquiry"

    class Conversation(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier, index=True)
        at = DateTimeField()
        channel = CharField(max_length=10)
        direction = CharField(max_length=4)
        contact = ForeignKeyField(Contact, null=True, backref="+")
        inquiry = ForeignKeyField(Inquiry, null=True, index=True, backref="+")
        text = TextField()
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "conversation"

    db.create_tables([Conversation])
    if isinstance(db, PostgresqlDatabase):
        for column, size in (("channel", "varchar(10)"), ("direction", "varchar(4)"), ("text", "text")):
            db.execute_sql('ALTER TABLE "conversation" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (column, size))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("conversation"))
