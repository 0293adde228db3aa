"""The public papers: CPU time of each, whole, and as a ratio to one libsodium multiplication.

The data are those of a mesa with three planillas, an explained difference and incidents. The QR
code of a paper and its HTML page is made once for both, so each paper is timed with that memory
empty. Target: the two-page acta de escrutinio, with QR code and attachment, in 50 ms.
"""

from functools import partial

from auditoria.papeles import dibujar_html, dibujar_pdf
from auditoria.papeles.redibujo import componer_papel
from benchmarks.primitivas import cpu_ms, medir_primitivas
from boletas.impresion.composicion import componer
from boletas.impresion.membrete import matriz_de_sello
from tests.auditoria.papeles.casos import Caso, casos

PAPELES = (
    "diferencia acta_inicio",
    "diferencia acta_jornada",
    "diferencia acta_escrutinio",
    "ocho planillas acta_escrutinio",
    "diferencia cartel",
    "gana acta_computo",
    "gana constancia",
)
META_MS = 50.0


def dibujar(caso: Caso) -> None:
    """Draw the PDF as if it were the first of the mesa."""
    matriz_de_sello.cache_clear()
    dibujar_pdf(caso.papel, caso.contexto, caso.datos)


def principal() -> None:
    """Measure and print."""
    multiplicacion = medir_primitivas().por_operacion["crypto_scalarmult_ed25519_noclamp"]
    print(f"una multiplicación escalar de libsodium: {multiplicacion:.4f} ms")
    for nombre in PAPELES:
        caso = casos()[nombre]
        dibujar(caso)
        pdf = cpu_ms(partial(dibujar, caso), 5)
        pagina = cpu_ms(partial(dibujar_html, caso.papel, caso.contexto, caso.datos), 5)
        hojas = len(componer(componer_papel(caso.papel, caso.contexto, caso.datos)))
        meta = f", meta {META_MS:.0f} ms" if caso.papel == "acta_escrutinio" else ""
        print(
            f"{nombre}: {hojas} hojas, {pdf:.1f} ms ({pdf / multiplicacion:.0f} multiplicaciones"
            f"{meta}); HTML {pagina:.1f} ms"
        )


if __name__ == "__main__":
    principal()
