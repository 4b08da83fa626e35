-- Chance that depends on nothing but the row, the question and the seed: the same
-- database comes out whatever plan the server chooses.
CREATE SCHEMA scale;

CREATE FUNCTION scale.chance(n bigint, about text) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (hashint8extended($1, hashtext($2)::bigint + %(seed)s) & 4503599627370495)
        / 4503599627370496.0::float8
$$;

-- Normally distributed, mean 0 and deviation 1 (Box and Muller).
CREATE FUNCTION scale.normal(n bigint, about text) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sqrt(-2 * ln(1 - scale.chance($1, $2 || ' radius')))
        * cos(2 * pi() * scale.chance($1, $2 || ' angle'))
$$;

CREATE FUNCTION scale.pick(choice anyarray, n bigint, about text) RETURNS anyelement
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT $1[1 + floor(scale.chance($2, $3) * cardinality($1))::int]
$$;

-- Check digit of SIREN and SIRET (ISO/IEC 7812-1).
CREATE FUNCTION scale.luhn(digits text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT mod(10 - mod(sum(
        CASE WHEN mod(length($1) - place, 2) = 0
            THEN (ARRAY[0, 2, 4, 6, 8, 1, 3, 5, 7, 9])[1 + substr($1, place, 1)::int]
            ELSE substr($1, place, 1)::int
        END
    ), 10), 10)::text
    FROM generate_series(1, length($1)) AS place
$$;

-- Sum of the digits, each multiplied by the weight at its place.
CREATE FUNCTION scale.weighted(digits text, weights int[]) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sum(substr($1, place, 1)::int * $2[place])::int
    FROM generate_series(1, length($1)) AS place
$$;

CREATE FUNCTION scale.slug(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT trim('-' FROM regexp_replace(
        translate(
            lower($1), 'àâäçéèêëîïôöùûüÿ', 'aaaceeeeiioouuuy'
        ), '[^a-z0-9.]+', '-', 'g'
    ))
$$;

-- The number with its last digit wrong.
CREATE FUNCTION scale.mistyped(number text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT left($1, -1) || mod(right($1, 1)::int + 1, 10)
$$;

-- Nine national digits as people write them.
CREATE FUNCTION scale.written_phone(dial text, digits text, manner int) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE $3
        WHEN 0 THEN '0' || regexp_replace($2, '(.)(..)(..)(..)(..)', '\1 \2 \3 \4 \5')
        WHEN 1 THEN '0' || $2
        WHEN 2 THEN '+' || $1 || ' ' || regexp_replace(
            $2, '(.)(..)(..)(..)(..)', '\1 \2 \3 \4 \5'
        )
        WHEN 3 THEN '0' || regexp_replace($2, '(.)(..)(..)(..)(..)', '\1.\2.\3.\4.\5')
        WHEN 4 THEN '+' || $1 || $2
        WHEN 5 THEN '00' || $1 || $2
        WHEN 6 THEN '0' || regexp_replace($2, '(.)(..)(..)(..)(..)', '\1-\2-\3-\4-\5')
        ELSE '+' || $1 || ' (0)' || $2
    END
$$;

-- Number of a document as Odoo writes it: INV/2026/00042.
CREATE FUNCTION scale.document_name(stem text, day date, number bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT $1 || '/' || extract(year FROM $2) || '/'
        || lpad($3::text, greatest(5, length($3::text)), '0')
$$;
