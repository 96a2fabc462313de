"""What must always be true of an incident, and how its level follows from its two inputs."""

from django.db.models import Case, CheckConstraint, F, Q, Value, When
from django.db.models.functions import Left

from incidents.models.choices import (
    COUNTED,
    LEVELS,
    Certainty,
    Classification,
    Criterion,
    Origin,
    Rank,
    Status,
)


def level_of(likelihood: str, impact: str) -> Case:
    """Tingkat kerawanan by the matrix; null as long as one of the two is missing."""
    return Case(
        *(
            When(Q(**{likelihood: row, impact: column}), then=Value(int(level)))
            for row, levels in enumerate(LEVELS, start=1)
            for column, level in enumerate(levels, start=1)
        )
    )


def iff(left: Q, right: Q) -> Q:
    """Both or neither; neither side may be null."""
    return left & right | ~left & ~right


def check(name: str, condition: Q, words: str) -> CheckConstraint:
    return CheckConstraint(
        name=f"incident_{name}", condition=condition, violation_error_message=words
    )


CONSTRAINTS = [
    check("has_summary", Q(summary__gt=""), "Tulis satu kalimat: apa yang terjadi."),
    check("up_to_secret", Q(classification__in=Classification.values),
          "Yang Sangat Rahasia tidak disimpan di sini; pakai kartu rujukan."),
    check("kecamatan_of_place", Q(kecamatan_id=Left("place_id", 8)),
          "Kecamatan harus sesuai dengan desanya."),
    check("agency_iff_origin", iff(Q(origin=Origin.AGENCY), Q(agency__isnull=False)),
          "Instansi wajib diisi untuk laporan instansi, dan hanya untuk itu."),
    check("people_unknown_is_not_zero",
          Q(people_certainty__in=("", Certainty.UNKNOWN), people__isnull=True)
          | Q(people_certainty__in=(Certainty.SURE, Certainty.PROVISIONAL), people__isnull=False),
          "Tulis jumlah orang, atau pilih “tidak diketahui”; keduanya sekaligus tidak mungkin."),
    check("pattern_or_unknown", Q(pattern_unknown=False) | Q(pattern__isnull=True),
          "Pilih pola isu, atau “belum diketahui”."),
    check("situation_or_unknown", Q(situation_unknown=False) | Q(situation=""),
          "Tulis keadaan sekarang, atau pilih “belum diketahui”."),
    check("whole_point", iff(Q(latitude__isnull=True), Q(longitude__isnull=True)),
          "Titik peta memerlukan lintang dan bujur."),
    check("point_on_earth",
          Q(latitude__isnull=True) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
          "Titik ini tidak ada di bumi."),
    check("sent_has_time",
          Q(status=Status.DRAFT) | Q(submitted_at__isnull=False, reported_at__isnull=False),
          "Laporan yang sudah dikirim mempunyai waktu kirim."),
    check("counted_is_verified",
          # What the office counted years ago was verified by nobody here, and is not said to be.
          ~Q(status__in=COUNTED)
          | Q(origin=Origin.HISTORY)
          | Q(verified_by__isnull=False, verified_at__isnull=False, source__gt="", field__gt="",
              information_value__gt=""),
          "Isi sumber konflik, bidang, dan nilai informasi untuk memverifikasi."),
    check("not_verified_by_author", Q(verified_by=None) | ~Q(verified_by=F("entered_by")),
          "Yang memasukkan laporan tidak memverifikasinya."),
    check("merged_iff_target", iff(Q(status=Status.MERGED), Q(merged_into__isnull=False)),
          "Laporan yang digabung mempunyai tujuan."),
    check("not_merged_into_itself", Q(merged_into=None) | ~Q(merged_into=F("pk")),
          "Laporan tidak dapat digabung dengan dirinya sendiri."),
    check("set_aside_has_reason",
          ~Q(status__in=(Status.MERGED, Status.DROPPED, Status.WITHDRAWN))
          | Q(outcome_reason__gt=""),
          "Alasan wajib diisi."),
    check("both_risk_inputs",
          Q(likelihood=None, impact=None)
          | Q(likelihood__in=Rank.values, impact__in=Rank.values,
              likelihood__isnull=False, impact__isnull=False),
          "Isi kemungkinan dan dampak, keduanya."),
    check("conflict_has_grounds",
          Q(is_social_conflict=False)
          | Q(conflict_criteria__contains=Criterion.values, conflict_reason__gt="",
              verified_by__isnull=False),
          "“Konflik Sosial” hanya ditetapkan verifikator, dengan semua unsurnya dan alasannya."),
]  # fmt: skip
