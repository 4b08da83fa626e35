CREATE UNLOGGED TABLE scale.country (
    code text, country_id int, lang text, dial text, mail text, prefixes text[],
    trades text[], forms text[], given text[], surnames text[], streets text[],
    freemail text[]
);

-- Unpacking a long list for every customer would cost more than all else.
ALTER TABLE scale.country
    ALTER COLUMN trades SET STORAGE PLAIN,
    ALTER COLUMN given SET STORAGE PLAIN,
    ALTER COLUMN surnames SET STORAGE PLAIN,
    ALTER COLUMN streets SET STORAGE PLAIN;

CREATE UNLOGGED TABLE scale.place (number int, country text, city text, zip text);
