"""What a change of holder will bring, in sentences, before anybody says yes."""

import datetime as dt

from timdu.core.periods import zone_name
from timdu.core.words import long_date
from timdu.inbox import todos
from timdu.team.models import Holder, Seat
from timdu.team.roster.actions.succession import (
    NEW,
    Succession,
    Successor,
    ends_access,
    served_by,
)
from timdu.team.roster.posting import seats_with

DAY = dt.timedelta(days=1)


def offices(seat: Seat, leaving: Holder | None, comes: Successor) -> list[str]:
    """The seats that pass on."""
    held = seats_with(leaving, seat, comes.valid_from)
    return [f"{row.seat.office} ({row.seat.get_rank_display()})" for row in held] or [
        f"{seat.office} ({seat.get_rank_display()})"
    ]


def sentences(
    seat: Seat, leaving: Holder | None, comes: Successor, outcome: Succession, today: dt.date
) -> list[str]:
    """What happens to whom, and when."""
    return [
        *_of_who_goes(seat, leaving, comes, today),
        *_of_who_comes(seat, leaving, comes),
        *_of_the_account(comes, outcome, today),
        *_of_tasks(leaving, comes, outcome, today),
    ]


def of_withdrawal(holder: Holder) -> list[str]:
    """What taking a holder back will bring."""
    rows = list(Holder.objects.of_change(holder).select_related("seat", "succeeds__user", "user"))
    told = [_who_returns(row) for row in rows]
    leaving, coming = holder.succeeds.user if holder.succeeds else None, holder.user
    if leaving is not None and leaving.access_until == holder.valid_from - DAY:
        told.append(f"Akses akun {leaving.username} dibuka kembali.")
        told += [
            f"Akses staf pimpinannya, {aide.username}, ikut terbuka kembali."
            for aide in served_by(holder.succeeds)
        ]
    found = holder.found.get("coming")
    if coming is None or not found:
        return told
    if found.get("opened"):
        told.append(f"Akses akun {coming.username} berakhir sekarang juga.")
    else:
        told.append(f"Akun {coming.username} kembali sebagai {found['position']}.")
    if leaving is not None and any(row.handed_over_at for row in rows):
        told.append(f"Tugas yang berpindah dan belum selesai kembali kepada {leaving.full_name}.")
    return told


def _who_returns(row: Holder) -> str:
    if row.succeeds is None:
        return f"{row.seat.office} tercatat kosong pada masa itu."
    return f"{row.succeeds.full_name} tetap tercatat sebagai {row.succeeds.title}."


def _of_who_goes(seat: Seat, leaving: Holder | None, comes: Successor, today: dt.date) -> list[str]:
    if leaving is None:
        return []
    last = comes.valid_from - DAY
    told = [f"Hari terakhir {leaving.full_name}: {long_date(last)}."]
    user = leaving.user
    if user is None:
        return told
    if not ends_access(leaving, comes):
        return [*told, f"Akses akun {user.username} tidak berubah."]
    aides = ", ".join(aide.username for aide in served_by(leaving))
    zone = zone_name(seat.team.zone)
    when = (
        "berakhir sekarang juga; perangkatnya yang masih masuk dikeluarkan pada klik berikutnya"
        if last < today
        else f"berakhir {long_date(last)} pukul 24.00 {zone}"
    )
    told.append(f"Akses akun {user.username} {when}.")
    if aides:
        told.append(
            f"Akses staf pimpinannya ({aides}) berakhir bersamanya. Bila mereka melayani "
            "pengganti, administrator memilih pimpinan yang baru di halaman Pengguna."
        )
    return told


def _of_who_comes(seat: Seat, leaving: Holder | None, comes: Successor) -> list[str]:
    standing = Holder.Standing(comes.standing).label
    held = "; ".join(offices(seat, leaving, comes))
    since = long_date(comes.valid_from)
    return [f"{comes.full_name} ({standing}) memegang {held} sejak {since}."]


def _of_the_account(comes: Successor, outcome: Succession, today: dt.date) -> list[str]:
    user = outcome.user
    if user is None:
        return ["Pengganti tidak mendapat akun."]
    role = user.role_word
    if comes.account == NEW:
        opens = "sekarang" if comes.valid_from <= today else long_date(comes.valid_from)
        told = [
            f"Akun baru {user.username} dengan peran {role}, {user.workplace}, dapat dipakai mulai "
            f"{opens}. Kata sandi sementaranya ditampilkan sekali, sesudah Anda menyetujui."
        ]
    else:
        told = [
            f"Akun {user.username} ({user.full_name}) dipindahkan: peran {role}, "
            f"{user.workplace}. Hak jabatannya yang sebelumnya tidak terbawa."
        ]
    if user.pending_role:
        told.append(f"Peran {role} menunggu persetujuan Sekretaris sebelum akun dapat dipakai.")
    return told


def _of_tasks(
    leaving: Holder | None, comes: Successor, outcome: Succession, today: dt.date
) -> list[str]:
    if leaving is None or leaving.user is None:
        return []
    count = todos.held_by(leaving.user).count()
    if outcome.user is None or comes.standing == Holder.Standing.PLH:
        return [f"{count} tugas atas nama {leaving.full_name} tetap padanya."] if count else []
    if outcome.user.pk == leaving.user_id:
        return []
    when = "sekarang" if comes.valid_from <= today else f"pada {long_date(comes.valid_from)}"
    follows = "Yang melekat pada jabatan, kecamatan, atau instansi ikut dengan sendirinya."
    if not count:
        return [f"Tidak ada tugas yang menunggu atas nama {leaving.full_name}. {follows}"]
    return [
        f"{count} tugas atas nama {leaving.full_name} berpindah kepada pengganti {when}. {follows}"
    ]
