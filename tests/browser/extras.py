"""What stands in braces in the table of pages: found in the demo, or added to it.

`add()` runs inside `manage.py shell` of the demo and prints what it made as JSON.
"""

import json

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from incidents.cases.actions import opening, sharing
from incidents.models import IssuePattern, Reminder
from incidents.models.reference import WordFamily
from tests.browser import years
from tests.browser.pages import PASSWORD, SECRET, TWO_STEPS
from tests.files import papers
from timdu.core.imports import Batch
from timdu.core.models import Job
from timdu.files import actions as file_actions
from timdu.files.intake import PDF
from timdu.files.models import Attachment
from timdu.inbox.arahan import actions as arahan_actions
from timdu.team.models import Decree, Recovery, User
from timdu.team.roster.actions import decrees

# The newest of each; Mempawah's unless the name says otherwise.
FACTS = """
    WITH team AS (SELECT id FROM team_team WHERE place_id = '61.02'),
    report AS (
        SELECT * FROM incidents_incident
        WHERE kecamatan_id = '61.02.12' AND agency_id IS NULL
    ),
    shown_case AS (
        SELECT c.* FROM cases_case c WHERE c.status = 'open' AND EXISTS (
            SELECT FROM cases_caseincident l JOIN incidents_incident i ON i.id = l.incident_id
            WHERE l.case_id = c.id AND i.kecamatan_id = '61.02.12' AND i.agency_id IS NULL
        ) AND EXISTS (SELECT FROM cases_handling h WHERE h.case_id = c.id)
        ORDER BY c.code LIMIT 1
    ),
    shown_deal AS (
        SELECT a.id, a.case_id FROM agreements_agreement a JOIN cases_case c ON c.id = a.case_id
        WHERE c.team_id IN (SELECT id FROM team) AND c.status = 'open' AND a.result <> ''
        ORDER BY a.id LIMIT 1
    ),
    shown_act AS (
        SELECT a.id, a.emergency_id FROM emergency_act a
        JOIN emergency_emergency e ON e.id = a.emergency_id
        WHERE e.team_id IN (SELECT id FROM team) AND a.status = 'entered'
    ),
    shown_activity AS (
        SELECT k.* FROM renaksi_activity k WHERE k.kecamatan_id = '61.02.12' AND EXISTS (
            SELECT FROM files_attachment f JOIN django_content_type t ON t.id = f.content_type_id
            WHERE t.model = 'activity' AND f.object_id = k.id::text
        ) ORDER BY k.code DESC LIMIT 1
    ),
    document AS (
        SELECT d.*, d.team_id IN (SELECT id FROM team) AS own FROM documents_document d
    ),
    delivery AS (
        SELECT v.*, r.user_id FROM documents_delivery v
        JOIN documents_recipient r ON r.id = v.recipient_id
        JOIN document d ON d.id = v.document_id WHERE d.own
    )
    SELECT status, max(code) FROM report GROUP BY status
    UNION ALL
    SELECT 'joined', max(code) FROM incidents_incident
    WHERE team_id IN (SELECT id FROM team) AND status = 'merged'
    UNION ALL
    SELECT kind || '_' || status, max(id)::text FROM document WHERE own GROUP BY kind, status
    UNION ALL
    SELECT 'samosir_' || status, max(id)::text FROM document
    WHERE NOT own AND kind = 'monthly' GROUP BY status
    UNION ALL
    SELECT 'token', max(check_token) FROM document WHERE own AND status = 'sent'
    UNION ALL
    SELECT 'delivery_' || state || '_' || channel, max(id)::text FROM delivery
    WHERE user_id IS NULL GROUP BY state, channel
    UNION ALL
    SELECT 'recipient', max(id)::text FROM documents_recipient
    WHERE team_id IN (SELECT id FROM team) AND retired_at IS NULL
    UNION ALL
    SELECT 'activity', max(k.code) FROM shown_activity k
    UNION ALL
    SELECT 'activity_file', max(f.id)::text FROM files_attachment f
    JOIN django_content_type t ON t.id = f.content_type_id AND t.model = 'activity'
    JOIN shown_activity k ON k.id::text = f.object_id
    UNION ALL
    SELECT 'activity_kind', max(id)::text FROM renaksi_activitykind WHERE team_id IS NULL
    UNION ALL
    SELECT 'case', code FROM shown_case
    UNION ALL
    SELECT 'case_link', max(l.id)::text FROM cases_caseincident l
    JOIN shown_case m ON m.id = l.case_id
    UNION ALL
    SELECT 'linked', max(i.code) FROM cases_caseincident l
    JOIN shown_case m ON m.id = l.case_id JOIN incidents_incident i ON i.id = l.incident_id
    UNION ALL
    SELECT 'case_step', max(h.id)::text FROM cases_handling h JOIN shown_case m ON m.id = h.case_id
    UNION ALL
    SELECT 'case_closed', max(c.code) FROM cases_case c
    WHERE c.team_id IN (SELECT id FROM team) AND c.status = 'closed'
    UNION ALL
    SELECT 'agreed_case', max(c.code) FROM cases_case c
    WHERE c.id = (SELECT case_id FROM shown_deal)
    UNION ALL
    SELECT 'agreed', max(id)::text FROM shown_deal
    UNION ALL
    SELECT 'nota_case', max(c.code) FROM nota_nota n JOIN cases_case c ON c.id = n.case_id
    UNION ALL
    SELECT 'nota', max(id)::text FROM nota_nota
    UNION ALL
    SELECT 'status', max(emergency_id)::text FROM shown_act
    UNION ALL
    SELECT 'status_act', max(id)::text FROM shown_act
    UNION ALL
    SELECT 'status_report', max(id)::text FROM emergency_progress
    WHERE emergency_id IN (SELECT emergency_id FROM shown_act)
    UNION ALL
    SELECT 'status_troops', max(id)::text FROM emergency_trooprequest
    WHERE emergency_id IN (SELECT emergency_id FROM shown_act)
    UNION ALL
    SELECT 'ds_' || status, max(code) FROM asking_disposition
    WHERE team_id IN (SELECT id FROM team) GROUP BY status
    UNION ALL
    SELECT 'ds_camat_' || status, min(code) FROM asking_disposition
    WHERE kecamatan_id = '61.02.12' GROUP BY status
    UNION ALL
    SELECT 'pk_' || r.status, max(r.code) FROM asking_coordinationrequest r
    JOIN team_agency g ON g.id = r.agency_id AND g.short_name = 'Polres'
    WHERE r.team_id IN (SELECT id FROM team) GROUP BY r.status
    UNION ALL
    SELECT 'arahan_confirmed', max(id)::text FROM inbox_arahan
    WHERE team_id IN (SELECT id FROM team) AND confirmed_at IS NOT NULL AND done_at IS NULL
    UNION ALL
    SELECT 'unlinked', max(r.code) FROM report r
    WHERE r.status = 'verified' AND r.classification <> 'R'
    AND NOT EXISTS (SELECT FROM cases_caseincident l WHERE l.incident_id = r.id)
    UNION ALL
    SELECT 'import_wrong', max(key::text) FROM core_batch
    WHERE state = 'preview' AND kind = 'laporan'
    UNION ALL
    SELECT 'nihil', max(id)::text FROM incidents_nilreport
    WHERE kecamatan_id = '61.02.12' AND withdrawn_at IS NULL
    UNION ALL
    SELECT 'kewajiban', max(id)::text FROM incidents_reportingduty
    WHERE team_id IN (SELECT id FROM team)
    UNION ALL
    SELECT 'told', max(r.code) FROM report r
    JOIN incidents_development d ON d.incident_id = r.id AND d.read_at IS NULL
    UNION ALL
    SELECT 'development', max(d.id)::text FROM report r
    JOIN incidents_development d ON d.incident_id = r.id AND d.read_at IS NULL
    UNION ALL
    SELECT 'asked', max(r.code) FROM report r
    JOIN incidents_proposal p ON p.incident_id = r.id
    AND p.outcome = '' AND p.development_id IS NULL
    UNION ALL
    SELECT 'proposal', max(p.id)::text FROM report r
    JOIN incidents_proposal p ON p.incident_id = r.id
    AND p.outcome = '' AND p.development_id IS NULL
    UNION ALL
    SELECT 'photo', max(a.id)::text FROM files_attachment a
    JOIN report r ON r.id::text = a.object_id
    WHERE r.status = 'returned' AND a.withdrawn_at IS NULL
    UNION ALL
    SELECT 'person', max(id)::text FROM team_user WHERE username = 'staf.mempawah'
    UNION ALL
    SELECT 'agency', min(id)::text FROM team_agency WHERE team_id IN (SELECT id FROM team)
    UNION ALL
    SELECT 'officer', min(id)::text FROM team_dutyofficer
    WHERE team_id IN (SELECT id FROM team) AND retired_on IS NULL
    UNION ALL
    SELECT 'auditor', max(id)::text FROM team_user WHERE username = 'inspektorat.mempawah'
    UNION ALL
    SELECT 'partner', min(id)::text FROM team_partner
    WHERE team_id IN (SELECT id FROM team) AND retired_on IS NULL
    UNION ALL
    SELECT 'decree', max(id)::text FROM team_decree
    WHERE team_id IN (SELECT id FROM team) AND roster_id IS NULL AND status = 'issued'
    UNION ALL
    SELECT CASE WHEN h.id IS NULL THEN 'seat_vacant' ELSE 'seat' END, max(s.id)::text
    FROM team_seat s LEFT JOIN team_holder h ON h.seat_id = s.id AND h.valid_until IS NULL
    WHERE s.team_id IN (SELECT id FROM team) AND s.valid_until IS NULL AND s.roster_id IS NULL
    GROUP BY h.id IS NULL
    UNION ALL
    SELECT 'kiriman', max(r.client_uuid::text) FROM core_received r
    JOIN team_user u ON u.id = r.account_id
    WHERE r.kind = 'nil' AND u.username = 'operator.sungaikunyit'
    UNION ALL
    SELECT 'holder', max(h.id)::text FROM team_holder h JOIN team_seat s ON s.id = h.seat_id
    WHERE s.team_id IN (SELECT id FROM team) AND s.roster_id IS NULL
    UNION ALL
    SELECT 'alike', max(a.code) FROM incidents_likeness l
    JOIN incidents_incident a ON a.id = l.incident_id
    WHERE l.id = (SELECT min(k.id) FROM incidents_likeness k JOIN incidents_incident i
                  ON i.id = k.incident_id WHERE i.team_id IN (SELECT id FROM team))
    UNION ALL
    SELECT 'alike_other', max(b.code) FROM incidents_likeness l
    JOIN incidents_incident b ON b.id = l.other_id
    WHERE l.id = (SELECT min(k.id) FROM incidents_likeness k JOIN incidents_incident i
                  ON i.id = k.incident_id WHERE i.team_id IN (SELECT id FROM team))
    UNION ALL
    SELECT 'filter', max(id)::text FROM inbox_savedfilter WHERE team_id IN (SELECT id FROM team)
    UNION ALL
    SELECT 'mail', max(n.id)::text FROM inbox_notification n
    WHERE n.team_id IN (SELECT id FROM team) AND n.kind = 'urgent' AND n.state = 'unsure'
"""


def facts(demo):
    """Word → what the demo has for it."""
    made = demo.manage("shell", "-c", "from tests.browser import extras; extras.add()")
    return {**dict(demo.rows(FACTS)), **json.loads(made.splitlines()[-1])}


def add():
    """A job that runs, words and a pattern of one's own, and somebody with a second step."""
    staff = User.objects.get(username="staf.mempawah")
    team = staff.team
    job = Job.objects.create(
        team=team, by=staff, title="Menyusun laporan", state="running", done=3, total=7
    )
    pattern = IssuePattern.objects.create(team=team, name="retribusi pasar", source="a")
    family = WordFamily.objects.create(team=team, words=["pajak", "retribusi"])
    careful = User(
        team=team, username=TWO_STEPS, full_name="Nama Dua Langkah", position="Analis Kesbangpol",
        role=User.Role.STAFF, agency=staff.agency, email="dua.langkah@contoh.test",
    )  # fmt: skip
    careful.set_password(PASSWORD)
    careful.save()
    TOTP.activate(careful, SECRET)
    RecoveryCodes.activate(careful)
    key = Authenticator.objects.create(
        user=careful,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Kunci kantor", "credential": credential()},
    )
    # Signs in nowhere: the proof of a forgotten password holds until the next sign-in.
    forgetful = User(
        team=team, username="lupa.sandi", full_name="Nama Lupa Sandi", position="Analis Kesbangpol",
        role=User.Role.STAFF, agency=staff.agency, email="lupa.sandi@contoh.test",
    )  # fmt: skip
    forgetful.set_password(PASSWORD)
    forgetful.save()
    draft = decrees.open_draft(
        None, by=staff, today=timezone.localdate(), subject="Tim Terpadu tahun depan"
    )
    issued = Decree.objects.of_roster(team, None).issued().latest("pk")
    paper = SimpleUploadedFile("sk.pdf", papers.pdf(), content_type="application/pdf")
    file_actions.attach_all(issued, [paper], team=team, by=staff, kinds=(PDF,))
    spoken = arahan_actions.record(
        by=staff,
        leader=User.objects.get(username="wabup.mempawah"),
        text="Pertemukan kedua kelompok nelayan sebelum akhir pekan.",
        manner="phone",
        given_at=timezone.now(),
        kecamatan=User.objects.get(username="camat.sungaikunyit").kecamatan,
    )
    stored = Batch.objects.create(
        team=team, by=staff, kind="laporan", name="rekap-september.xlsx", sha256="0" * 64, count=0,
        state="stored", stored_at=timezone.now(), kecamatan=staff.kecamatan, agency=staff.agency,
    )  # fmt: skip
    made = {
        **recoveries(),
        **years.made(staff),
        **secret(),
        "import_stored": str(stored.key),
        "pengingat": silent(team).pk,
        "scan": Attachment.objects.of(issued).latest("pk").pk,
        "arahan": spoken.pk,
        "decree_draft": draft.pk,
        "job": job.pk,
        "pattern": pattern.pk,
        "family": family.pk,
        "key": key.pk,
        "who": user_pk_to_url_str(forgetful),
        "proof": default_token_generator.make_token(forgetful),
    }
    print(json.dumps(made))


def secret():
    """A permasalahan that is R, on which the Kepala Badan named the Kapolres."""
    person = {user.username: user for user in User.objects.filter(username__endswith=".mempawah")}
    kabid, kaban = person["kabid.mempawah"], person["kaban.mempawah"]
    facts = {"title": "Ancaman terhadap saksi sengketa batas kebun.", "stage": "tension",
             "phase": "prevention", "classification": "R"}  # fmt: skip
    case = opening.open_case(by=kabid, facts=facts, ranks=(3, 4))
    share = sharing.name(
        case, by=kaban, person=person["kapolres.mempawah"], reason="Mengamankan saksi."
    )
    return {"case_secret": case.code, "case_share": share.pk}


def silent(team):
    """Somebody to call: last month's where it is late enough in this one, else one of long ago."""
    found = Reminder.objects.filter(team=team).to_call().first()
    return found or Reminder.objects.create(
        team=team, kecamatan_id="61.02.17", month="2020-01-01", stage="over",
        opened_at=timezone.now(),
    )  # fmt: skip


def recoveries():
    """One recovery that waits for the secretary, one the camat has not heard of."""
    person = User.objects.get
    lost = Recovery(
        user=person(username="kabid.mempawah"), kind="factor", reason="Ponsel hilang saat dinas."
    )
    done = Recovery(
        user=person(username="camat.sungaikunyit"), kind="password",
        reason="Datang sendiri ke kantor.", granted=True, answered_at=timezone.now(),
    )  # fmt: skip
    for row in (lost, done):
        row.asked_by = person(username="admin.mempawah")
        row.save()
    return {"recovery": lost.pk, "recovered": done.pk}


def credential():
    """What a security key answers when it is registered; nobody holds this one."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(bytes(16), bytes(range(16)), public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    answer = AttestationObject.create(
        "none", AuthenticatorData.create(bytes(32), flags, 0, made), {}
    )
    client = CollectedClientData.create(
        CollectedClientData.TYPE.CREATE, bytes(32), "https://contoh"
    )
    return {
        "id": websafe_encode(made.credential_id),
        "rawId": websafe_encode(made.credential_id),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(answer),
        },
    }
