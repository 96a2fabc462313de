"""The team's setting: which agencies, vertical ones apart, are asked and never told."""

from timdu.team.settings import Definition, define, lines

COORDINATED = "asking.coordinated"

define(
    Definition(
        COORDINATED,
        "Bukan perangkat daerah: hanya mendapat permintaan koordinasi (nama pendek, satu baris "
        "satu instansi)",
        ["FKUB"],
        lines,
        "Instansi vertikal selalu demikian dan tidak perlu disebut di sini.",
    )
)
