"""The compliance of the demo counted a second time: plain SQL, no model, no figure of ours.

Written from the words of the rules alone: an answer is a report that was sent (whatever became of
it) or a nihil that stands; what comes after the last day is late; whoever is excused, or is not
asked, owes nothing; what is not due yet is not expected.
"""

CELLS = """
    WITH team AS (
        SELECT t.id, t.zone, t.place_id AS scope,
            (SELECT to_date(value #>> '{}', 'YYYY-MM') FROM team_setting
             WHERE team_id = t.id AND key = 'monthly.since'
             ORDER BY valid_from DESC LIMIT 1) AS since
        FROM team_team t
    ),
    month AS (
        SELECT generate_series(%(first)s::date, %(last)s::date, '1 month')::date AS first
    ),
    sender AS (
        SELECT team.id AS team, w.code AS kecamatan, NULL::bigint AS agency, true AS timed
        FROM team JOIN wilayah_wilayah w ON w.parent_id = team.scope
        UNION ALL
        SELECT DISTINCT a.team_id, NULL, a.id, NOT a.is_vertical
        FROM incidents_reportingduty d JOIN team_agency a ON a.id = d.agency_id
        WHERE d.kind = 'owes' AND d.withdrawn_at IS NULL
    ),
    cell AS (
        SELECT s.*, m.first, team.zone,
            ((m.first + interval '1 month' + interval '5 days') AT TIME ZONE team.zone) AS due,
            NOT EXISTS (
                SELECT FROM incidents_reportingduty d
                WHERE d.team_id = s.team AND d.kind = 'exempt' AND d.withdrawn_at IS NULL
                AND (d.kecamatan_id = s.kecamatan OR d.agency_id = s.agency)
                AND m.first >= d.first AND (d.last IS NULL OR m.first <= d.last)
            ) AND CASE WHEN s.agency IS NULL THEN m.first >= team.since ELSE EXISTS (
                SELECT FROM incidents_reportingduty d
                WHERE d.kind = 'owes' AND d.withdrawn_at IS NULL AND d.agency_id = s.agency
                AND m.first >= d.first AND (d.last IS NULL OR m.first <= d.last)
            ) END AS owed
        FROM sender s JOIN team ON team.id = s.team CROSS JOIN month m
    ),
    heard AS (
        SELECT cell.*, r.reports, n.stands,
            CASE WHEN r.reports > 0 OR n.stands THEN least(r.first_at, n.first_at) END AS answered
        FROM cell
        CROSS JOIN LATERAL (
            SELECT count(*) AS reports, min(i.reported_at) AS first_at
            FROM incidents_incident i
            WHERE i.team_id = cell.team AND i.status <> 'draft'
            AND (i.origin = 'kecamatan' AND i.kecamatan_id = cell.kecamatan
                 OR i.origin = 'agency' AND i.agency_id = cell.agency)
            AND to_char(i.occurred_at AT TIME ZONE cell.zone, 'YYYY-MM')
                = to_char(cell.first, 'YYYY-MM')
        ) r
        CROSS JOIN LATERAL (
            SELECT coalesce(bool_or(n.withdrawn_at IS NULL), false) AS stands,
                min(n.sent_at) AS first_at
            FROM incidents_nilreport n
            WHERE n.team_id = cell.team AND n.month = cell.first
            AND (n.kecamatan_id = cell.kecamatan OR n.agency_id = cell.agency)
            AND (n.withdrawn_at IS NULL OR n.withdrawn_for_id IS NOT NULL)
        ) n
    )
    SELECT team, coalesce(kecamatan, 'instansi-' || agency), to_char(first, 'YYYY-MM'), reports,
        CASE
            WHEN answered IS NULL AND owed AND due <= %(now)s THEN 'missing'
            WHEN answered IS NULL THEN 'exempt'
            WHEN owed AND timed AND answered >= due THEN 'late'
            WHEN reports > 0 THEN 'report'
            ELSE 'nil'
        END,
        owed AND due <= %(now)s,
        owed AND due <= %(now)s AND answered IS NOT NULL,
        owed AND due <= %(now)s AND answered IS NOT NULL AND (answered < due OR NOT timed)
    FROM heard ORDER BY 1, 2, 3
"""
