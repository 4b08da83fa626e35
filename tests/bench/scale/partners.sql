-- One row for each partner to be made. Of ten, seven are companies, two are contacts of
-- a company, one is a person. What belongs to the company is drawn with the company's
-- number (entity), so a contact has its address without a join. OFFSET 0 keeps the server
-- from merging the steps, which would compute each number as often as it is used.
CREATE UNLOGGED TABLE scale.partner AS
WITH drawn AS (
    SELECT n,
        mod(n, 10) NOT IN (7, 8, 9) AS is_company,
        mod(n, 10) IN (7, 8) AS is_contact,
        CASE WHEN mod(n, 10) IN (7, 8)
            -- Early companies have more contacts than late ones.
            THEN 10 * floor(scale.chance(n, 'parent') ^ 2 * (n / 10))
                + 1 + floor(scale.chance(n, 'sibling') * 6)
            ELSE n
        END::bigint AS entity
    FROM generate_series(1, %(size)s::bigint) AS n
), placed AS (
    SELECT drawn.*, place.city, place.zip, country.*
    FROM drawn
    JOIN scale.place ON place.number = floor(
        scale.chance(entity, 'place') * (SELECT count(*) FROM scale.place)
    )
    JOIN scale.country ON country.code = place.country
), named AS (
    SELECT *,
        scale.pick(given, n, 'given') AS given_name,
        replace(scale.pick(surnames, n, 'surname'), '-', ' ') AS surname,
        initcap(
            scale.pick(%(syllables)s::text[], entity, 'first')
            || scale.pick(%(syllables)s::text[], entity, 'second')
            || scale.pick(%(syllables)s::text[], entity, 'third')
        ) AS brand,
        scale.pick(trades, entity, 'trade') AS trade,
        scale.pick(forms, entity, 'form') AS form,
        replace(scale.pick(surnames, entity, 'founder'), '-', ' ') AS founder,
        replace(scale.pick(surnames, entity, 'partner'), '-', ' ') AS associate,
        scale.pick(given, entity, 'founder given') AS founder_given,
        scale.pick(prefixes, n, 'prefix')
            || lpad(floor(scale.chance(n, 'phone') * 1000000)::text, 6, '0') AS digits,
        (30000000 + mod(entity * 7919, 30000000))::text AS stem,
        scale.chance(entity, 'identified') < 0.85 AND mod(entity, 10) <> 9
            AS is_identified
    FROM placed
    OFFSET 0
), titled AS (
    SELECT *,
        CASE
            WHEN scale.chance(entity, 'title') < 0.35
                THEN concat_ws(' ', trade, founder_given, founder, form)
            WHEN scale.chance(entity, 'title') < 0.55 THEN brand || ' ' || form
            WHEN scale.chance(entity, 'title') < 0.80 THEN trade || ' ' || brand
            ELSE concat_ws(' ', founder, associate, form)
        END AS company_name
    FROM named
    OFFSET 0
), numbered AS (
    SELECT *,
        CASE code
            WHEN 'FR' THEN stem || scale.luhn(stem)
            WHEN 'BE' THEN '0' || left(stem, 7)
                || lpad((97 - mod(left(stem, 7)::int, 97))::text, 2, '0')
            WHEN 'NL' THEN stem
                || mod(mod(scale.weighted(stem, '{9,8,7,6,5,4,3,2}'), 11), 10)
            ELSE left(stem, 7)
                || mod(mod(scale.weighted(left(stem, 7), '{7,1,2,3,4,5,6}'), 11), 10)
        END AS national_number,
        CASE WHEN is_company THEN company_name ELSE given_name || ' ' || surname END AS name
    FROM titled
    OFFSET 0
), registered AS (
    SELECT *,
        CASE WHEN is_identified AND code = 'FR'
            THEN national_number || '0001' || scale.luhn(national_number || '0001')
            WHEN is_identified THEN national_number
        END AS registry,
        CASE WHEN is_identified AND scale.chance(entity, 'vat') < 0.9 THEN CASE code
            WHEN 'FR' THEN 'FR' || lpad(
                mod(12 + 3 * mod(national_number::bigint, 97), 97)::text, 2, '0'
            ) || national_number
            WHEN 'BE' THEN 'BE' || national_number
            WHEN 'NL' THEN 'NL' || national_number || 'B01'
        END END AS vat,
        -- One in fifty was typed wrongly, as in any living file.
        scale.chance(entity, 'mistyped number') < 0.02 AS is_mistyped,
        CASE WHEN scale.chance(n, 'mistyped phone') < 0.02 THEN left(digits, 6)
            WHEN scale.chance(n, 'has phone') < 0.85 THEN digits
        END AS phone_digits
    FROM numbered
    OFFSET 0
)
SELECT n, entity, %(res_partner)s + n AS id, %(res_partner)s + entity AS entity_id,
    is_company, is_contact, country_id, lang, city, zip, name, company_name,
    floor(1 + scale.chance(entity, 'house') * 180) || ' '
        || scale.pick(streets, entity, 'street') AS street,
    CASE WHEN is_mistyped THEN scale.mistyped(registry) ELSE registry END AS registry,
    CASE WHEN is_mistyped THEN scale.mistyped(vat) ELSE vat END AS vat,
    scale.written_phone(
        dial, phone_digits, floor(scale.chance(n, 'manner') * 8)::int
    ) AS phone,
    CASE WHEN length(phone_digits) = 9 THEN '+' || dial || phone_digits END
        AS phone_sanitized,
    CASE WHEN scale.chance(n, 'has email') < 0.8 THEN
        coalesce(nullif(scale.slug(given_name || '.' || surname), ''), 'info')
        || CASE WHEN is_company OR is_contact
            THEN '@' || lower(brand) || entity || '.' || mail
            ELSE n || '@' || scale.pick(freemail, n, 'freemail')
        END
    END AS email,
    CASE WHEN is_contact THEN NULL
        WHEN scale.chance(n, 'same number') < 0.003
            THEN 'C' || lpad((n - 1)::text, 7, '0')
        WHEN scale.chance(n, 'number') < 0.8 THEN 'C' || lpad(n::text, 7, '0')
    END AS ref,
    scale.pick(%(sellers)s::int[], entity, 'seller') AS seller,
    %(until)s::date - floor(3650 * scale.chance(entity, 'since'))::int AS since
FROM registered;

ALTER TABLE scale.partner ADD PRIMARY KEY (n);
ANALYZE scale.partner;
