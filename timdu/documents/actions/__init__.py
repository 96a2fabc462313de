"""Every change a person makes to documents, their addressees and their deliveries."""

from timdu.core.event_names import name

name(
    document_open="Dokumen dimulai",
    document_compiled="Disusun dari data",
    document_refreshed="Data disegarkan",
    document_edited="Naskah diubah",
    document_refresh="Penyegaran data diminta",
    document_submit="Diajukan untuk paraf",
    document_initial="Paraf diberikan",
    document_initial_on_paper="Paraf basah dicatat",
    document_give_back="Dikembalikan dengan catatan",
    document_number="Nomor dan tanggal dicatat",
    document_renumber="Nomor atau tanggal diperbaiki",
    document_sign="Berkas bertanda tangan diterima",
    document_send="Dikirim",
    document_reopen="Dibuka kembali sebagai konsep",
    document_cancel="Dibatalkan",
    document_share="Dibuka untuk orang tertentu",
    delivery_again="Dikirim lagi oleh petugas",
    delivery_sent="Terkirim",
    delivery_retry="Gagal sementara",
    delivery_refused="Ditolak",
    delivery_unsure="Tidak pasti",
    delivery_carried="Disampaikan oleh petugas",
    delivery_received="Diterima",
    recipient_add="Penerima ditambahkan",
    recipient_change="Penerima diubah",
    recipient_verify="Alamat dipastikan",
    recipient_retire="Penerima tidak dipakai lagi",
    letterhead_change="Kop surat diubah",
)
