"""Every change a person makes to the roster."""

from timdu.core.event_names import name

name(
    decree_open="Konsep SK dibuat",
    decree_change="Data SK diubah",
    decree_issue="SK diberlakukan",
    decree_withdraw="Konsep SK dibatalkan",
    seat_add="Kedudukan ditambahkan",
    seat_change="Kedudukan diubah",
    seat_end="Kedudukan diakhiri",
    seat_drop="Kedudukan tidak dimuat dalam konsep SK",
    seat_hold="Pejabat dicatat",
    seat_correct="Data pejabat diperbaiki",
    seat_succeed="Pejabat diganti",
    seat_withdraw="Catatan pejabat dibatalkan",
    seat_redate="Tanggal pejabat diperbaiki",
    duty_plan="Jadwal piket diubah",
    duty_fill="Hari piket kosong diisi",
    duty_copy="Pola piket disalin",
    duty_swap="Hari piket ditukar",
    duty_officer_add="Petugas piket ditambahkan",
    duty_officer_change="Data petugas piket diubah",
    duty_officer_retire="Tidak piket lagi",
    partner_add="Mitra ditambahkan",
    partner_change="Data mitra diubah",
    partner_retire="Tidak lagi mitra",
)
