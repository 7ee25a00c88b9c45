-- Decide the theme of every record of support to statistics from its title, in a version that is being made.
-- One row per record whose theme or reason has changed; without any words, no record is about migration.
-- Titles and words are compared in plain lower-case letters with one space between words; * stands for the rest of a word.
-- What a person decided by hand goes before the rules.
update project
set
    theme = decided.theme,
    theme_reason = decided.theme_reason
from
    (
        with titles as (
            select
                title,
                ' ' || trim(regexp_replace(lower(strip_accents(title)), '[^a-z0-9]+', ' ', 'g')) || ' ' as letters
            from project
            where title is not null
            group by all
        ),

        plain_terms as (
            select
                term_list,
                term,
                ' ' || trim(regexp_replace(lower(strip_accents(term)), '[^a-z0-9*]+', ' ', 'g')) || ' ' as letters
            from classifier_term
        ),

        terms as (
            select
                term_list,
                term,
                '%' || replace(letters, '*', '%') || '%' as likes,
                replace(letters, '*', '[a-z0-9]*') as pattern
            from plain_terms
            where regexp_matches(letters, '[a-z0-9]')
        ),

        -- few titles have a word of migration, so the other words are sought in few
        about_migration as (
            select
                titles.title,
                titles.letters,
                min(terms.term) as migration
            from titles
            inner join terms
                on
                    terms.term_list = 'migration'
                    and titles.letters like terms.likes
                    and regexp_matches(titles.letters, terms.pattern)
            group by all
        ),

        found as (
            select
                about_migration.title,
                about_migration.migration,
                min(terms.term) filter (terms.term_list = 'not_migration') as not_migration,
                min(terms.term) filter (terms.term_list = 'statistics') as statistics_word,
                min(terms.term) filter (terms.term_list = 'data') as data_word,
                min(terms.term) filter (terms.term_list = 'operations') as operations
            from about_migration
            left join terms
                on
                    terms.term_list <> 'migration'
                    and about_migration.letters like terms.likes
                    and regexp_matches(about_migration.letters, terms.pattern)
            group by all
        ),

        by_rule as (
            select
                title,
                case
                    when not_migration is not null then 'not_migration'
                    when statistics_word is not null or (data_word is not null and operations is null) then 'migration_statistics'
                    else 'migration'
                end as theme,
                case
                    when not_migration is not null then format('“{}” is not migration', not_migration)
                    when statistics_word is not null then format('“{}” and “{}”', migration, statistics_word)
                    when data_word is null then format('“{}”, but no word of data or statistics', migration)
                    when operations is null then format('“{}” and “{}”', migration, data_word)
                    else format('“{}”, but “{}” beside “{}” is an operation', migration, data_word, operations)
                end as theme_reason
            from found
        )

        select
            project.project_id,
            coalesce(by_hand.theme, by_rule.theme, 'statistics') as theme,
            if(
                by_hand.theme is null,
                by_rule.theme_reason,
                format('{} ({})', by_hand.override_reason, by_hand.made_by)
            ) as theme_reason
        from project
        left join by_rule on project.title = by_rule.title
        left join classifier_override as by_hand on project.project_id = by_hand.project_id
    ) as decided
where
    project.project_id = decided.project_id
    and (
        project.theme is distinct from decided.theme
        or project.theme_reason is distinct from decided.theme_reason
    )
