"""What of a document and its deliveries waits for somebody: groups and reasons."""

from timdu.inbox import kinds

DESK = "Naskah ini disusun meja Anda"
kinds.name("document.edit", "Dokumen", f"{DESK} dan dikembalikan untuk diperbaiki.")
kinds.name("document.initial", "Dokumen", "Jenjang paraf naskah ini sampai pada Anda.")
kinds.name("document.number", "Dokumen", f"{DESK}; parafnya lengkap dan nomornya belum dicatat.")
kinds.name("document.sign", "Dokumen", f"{DESK}; berkas bertanda tangannya belum diunggah.")
kinds.name("document.send", "Dokumen", f"{DESK} dan siap dikirim.")
SENT = "Pengiriman dokumen"
kinds.name("delivery.held", SENT, "Surel ini tertahan; sekretariat yang memutuskan menunggu.")
kinds.name("delivery.unsure", SENT, "Mesin tidak mengirim dua kali: orang memastikan sampainya.")
kinds.name("delivery.refused", SENT, "Server penerima menolak; alamatnya perlu diperiksa.")
