"""Every two characters that stand side by side in what is searched lead to its row. Frozen: it imports nothing from the
program.

The engines keep it themselves: SQLite by triggers, PostgreSQL as an index of an expression.
"""

from peewee import PostgresqlDatabase

SEARCHED = {
    "supplier": ("search", "name_key", "legal_key"),
    "product": ("search", "name", "code", "note"),
    "need": ("title", "goal", "customers", "must", "nice", "breakers"),
    "inquiry": ("note",),
    "agreement": ("title", "number", "note"),
    "reputation_note": ("text", "source"),
    "quote": ("note", "payment_note"),
    "contact": ("name", "position", "phone", "mail", "chat", "note"),
    "golden_sample": ("number",),
}
# A pair as one number, a character alone as its own: numbers compare the same whatever the collation of a database.
POSTGRES = """
CREATE FUNCTION search_pairs(VARIADIC said text[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT pair), '{}') FROM (
    SELECT unnest(ARRAY[code, code * 2097152 + lead(code) OVER (ORDER BY place)]) AS pair
    FROM (
      SELECT place, ascii(sign)::bigint AS code
      FROM unnest(string_to_array(lower(array_to_string(said, ' ') COLLATE "C"), NULL)) WITH ORDINALITY AS s(sign, place)
    ) AS signs
  ) AS pairs WHERE pair IS NOT NULL
$$
"""
# In pieces of 64 characters, since SQLite counts to the n-th character of a text from its beginning. The last character
# stands alone, so that each begins a pair.
TEXT = """
CREATE VIEW "search_%(table)s_text" AS SELECT id, (
  WITH RECURSIVE whole(said) AS (SELECT lower(%(said)s)),
  piece(start, part) AS (
    SELECT 1, substr(said, 1, 65) FROM whole
    UNION ALL SELECT start + 64, substr(said, start + 64, 65) FROM piece, whole WHERE start + 64 <= length(said)),
  place(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM place WHERE at < 64)
  SELECT group_concat(hex(substr(part, at, 2)), ' ') FROM piece, place WHERE at <= length(part)
) AS pairs FROM "%(table)s"
"""
INDEX = """
CREATE VIRTUAL TABLE "search_%(table)s" USING fts5(
  pairs, content='search_%(table)s_text', content_rowid='id', detail=none, columnsize=0, tokenize='ascii')
"""
ENTER = """
INSERT INTO "search_%(table)s"(rowid, pairs) SELECT id, pairs FROM "search_%(table)s_text" WHERE id = new.id;
"""
LEAVE = """
INSERT INTO "search_%(table)s"("search_%(table)s", rowid, pairs)
  SELECT 'delete', id, pairs FROM "search_%(table)s_text" WHERE id = old.id;
"""
TRIGGERS = {  # what it is called, when it acts, what it does
    "added": ("AFTER INSERT", "", ENTER),
    "changing": ("BEFORE UPDATE OF %(columns)s", "WHEN %(changed)s", LEAVE),
    "changed": ("AFTER UPDATE OF %(columns)s", "WHEN %(changed)s", ENTER),
    "deleting": ("BEFORE DELETE", "", LEAVE),
}


def up(migrator, db):
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql(POSTGRES)
        for table, columns in SEARCHED.items():
            db.execute_sql(
                'CREATE INDEX "search_%s" ON "%s" USING gin (search_pairs(%s))' % (table, table, quoted(columns))
            )
        return
    for table, columns in SEARCHED.items():
        about = {
            "table": table,
            "said": " || ' ' || ".join('"%s"' % column for column in columns),
            "columns": quoted(columns),
            "changed": " OR ".join('old."%s" IS NOT new."%s"' % (column, column) for column in columns),
        }
        db.execute_sql(TEXT % about)
        db.execute_sql(INDEX % about)
        for name, (moment, condition, act) in TRIGGERS.items():
            sql = 'CREATE TRIGGER "search_%(table)s_' + name + '" ' + moment + ' ON "%(table)s" ' + condition
            db.execute_sql((sql + " BEGIN" + act + "END") % about)
        db.execute_sql('INSERT INTO "search_%s"("search_%s") VALUES (\'rebuild\')' % (table, table))


def down(migrator, db):
    for table in SEARCHED:
        if isinstance(db, PostgresqlDatabase):
            db.execute_sql('DROP INDEX "search_%s"' % table)
            continue
        for name in TRIGGERS:
            db.execute_sql('DROP TRIGGER "search_%s_%s"' % (table, name))
        db.execute_sql('DROP TABLE "search_%s"' % table)
        db.execute_sql('DROP VIEW "search_%s_text"' % table)
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql("DROP FUNCTION search_pairs(text[])")


def quoted(columns):
    return ", ".join('"%s"' % column for column in columns)
