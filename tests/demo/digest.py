"""What two loads of one day have in common: the rows, without what chance or the hour gave them."""

# Table, and what may differ in it: keys of files, what was made from a key that is thrown away,
# and when the load itself took place.
TABLES = {
    "asking_answer": (),
    "asking_coordinationrequest": (),
    "asking_datechange": (),
    "asking_disposition": (),
    "asking_result": (),
    "agreements_agreement": (),
    "agreements_agreementcheck": (),
    "agreements_agreementclosing": (),
    "agreements_clause": (),
    "cases_assessment": (),
    "cases_case": (),
    "cases_caseincident": (),
    "cases_caseparty": (),
    "cases_closing": (),
    "cases_handling": (),
    "core_event": ("data",),
    "core_eventsubject": (),
    "core_fieldmark": (),
    "core_received": (),
    "documents_delivery": ("file_id",),
    "documents_document": (),
    "documents_initial": (),
    "documents_recipient": (),
    "documents_registercounter": (),
    "emergency_act": (),
    "emergency_emergency": (),
    "emergency_progress": (),
    "emergency_trooprequest": (),
    "incidents_casualty": (),
    "incidents_correction": (),
    "incidents_damage": (),
    "incidents_development": (),
    "incidents_incident": (),
    "incidents_incidentplace": (),
    "incidents_incidentversion": (),
    "incidents_nilreport": (),
    "incidents_party": (),
    "incidents_proposal": (),
    "incidents_relay": (),
    "incidents_reminder": (),
    "incidents_reportingduty": (),
    "incidents_share": (),
    "incidents_step": (),
    "inbox_arahan": (),
    "inbox_digestday": ("made_at",),
    "inbox_mailchoice": (),
    "inbox_notification": (),
    "inbox_todo": (),
    "renaksi_activity": (),
    "renaksi_activitycase": (),
    "renaksi_involved": (),
    "nota_decision": (),
    "nota_nota": (),
    "team_decree": (),
    "team_dutyofficer": (),
    "team_dutyturn": (),
    "team_holder": (),
    "team_partner": (),
    "team_seat": (),
    "team_surattugas": (),
    "team_setting": ("at",),
    "team_user": ("password", "date_joined", "last_login"),
}
# The founding of a team is recorded when it happens.
BUSINESS = {"core_event": "what NOT LIKE 'team.%' AND what NOT LIKE 'setting.%'"}


def digest(site):
    """One number per table."""
    return {table: of_table(site, table, list(left_out)) for table, left_out in TABLES.items()}


def of_table(site, table, left_out):
    """How many rows, and the hash of them all in one order."""
    text = "(to_jsonb(t) - %s::text[])::text"
    sql = f"SELECT count(*), md5(string_agg({text}, '' ORDER BY {text})) FROM {table} t WHERE "
    return site.rows(sql + BUSINESS.get(table, "true").replace("%", "%%"), left_out, left_out)[0]
