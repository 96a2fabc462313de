"""The team's settings of a nota dinas."""

from timdu.team.settings import Definition, define, lines, yes_or_no

define(
    Definition(
        "nota.levels",
        "Jenjang paraf nota dinas",
        ["Kepala Bidang", "Kepala Badan"],
        lines,
        "Satu baris satu jabatan, dari bawah ke atas. Yang menandatangani tertulis pada kop Badan.",
    )
)
define(
    Definition(
        "nota.needs_signature",
        "Nota dinas ditandatangani di luar sistem (ya/tidak)",
        True,
        yes_or_no,
    )
)
