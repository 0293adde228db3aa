"""What every store of checkpoints must keep: the text of ``AlmacenPuntos``, tested."""

import threading

import pytest

from auditoria.registro.resguardo import AlmacenPuntos, PuntoAusente, PuntoCambiado


class ContratoDePuntos:
    """Subclass it with a fixture ``almacen`` that gives an empty store."""

    def test_lo_guardado_se_lee(self, almacen: AlmacenPuntos) -> None:
        """Each log has its own checkpoint, and none before the first."""
        with pytest.raises(PuntoAusente):
            almacen.leer("a")
        almacen.cambiar("a", None, b"uno")
        almacen.cambiar("b", None, b"dos")
        assert (almacen.leer("a"), almacen.leer("b")) == (b"uno", b"dos")

    def test_solo_se_cambia_desde_lo_que_hay(self, almacen: AlmacenPuntos) -> None:
        """Whoever read another checkpoint meanwhile is refused, and what was there stays."""
        with pytest.raises(PuntoCambiado):
            almacen.cambiar("a", b"nada", b"uno")
        with pytest.raises(PuntoAusente):
            almacen.leer("a")
        almacen.cambiar("a", None, b"uno")
        for anterior in (None, b"", b"otro"):
            with pytest.raises(PuntoCambiado):
                almacen.cambiar("a", anterior, b"dos")
        assert almacen.leer("a") == b"uno"
        almacen.cambiar("a", b"uno", b"dos")
        assert almacen.leer("a") == b"dos"

    def test_de_muchos_a_la_vez_gana_uno(self, almacen: AlmacenPuntos) -> None:
        """Two processes that sign one log would fork it: exactly one may go on."""
        almacen.cambiar("a", None, b"cero")
        salida, ganan = threading.Barrier(8), []

        def competir(numero: int) -> None:
            salida.wait(timeout=30)
            try:
                almacen.cambiar("a", b"cero", b"%d" % numero)
            except PuntoCambiado:
                return
            ganan.append(b"%d" % numero)

        hilos = [threading.Thread(target=competir, args=(i,)) for i in range(8)]
        for hilo in hilos:
            hilo.start()
        for hilo in hilos:
            hilo.join(timeout=30)
        assert len(ganan) == 1
        assert almacen.leer("a") == ganan[0]
