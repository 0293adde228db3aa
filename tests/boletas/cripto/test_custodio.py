"""The custodian's program: whole archives, one set of ballots per mesa, ever."""

from pathlib import Path
from threading import Barrier, Thread

import pytest

from boletas.cripto.almacen import AlmacenEnCarpeta
from boletas.cripto.ceremonia import PARTE, escribir_parte
from boletas.cripto.custodio import Custodio
from boletas.cripto.definicion import redactar_definicion
from boletas.cripto.huella import sha256_hex
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo
from boletas.errores import (
    ArchivoIncompleto,
    ComputoDistinto,
    CredencialConDosBoletas,
    NoGuardado,
    OtroConjuntoDeBoletas,
    ParteAjena,
    PrefijoDistinto,
)
from tests.boletas.cripto.mesa_de_prueba import (
    Mesa,
    custodia,
    descifrar,
    instalar,
    registros,
    verificar,
)
from tests.dobles.custodia import CustodiaEnMemoria


class _SinMemoria(Custodio):
    """The program with its memory taken out: what it would let happen."""

    def _recordar(self, archivo: ArchivoVerificado, conjunto: str = "") -> None:
        """Nothing."""


def _almacen() -> CustodiaEnMemoria:
    """The first share of the usual ceremony, with no memory of any mesa."""
    almacen = CustodiaEnMemoria()
    almacen.crear(PARTE, custodia().almacenes[0].leer(PARTE))
    return almacen


def _copiar(almacen: CustodiaEnMemoria) -> CustodiaEnMemoria:
    """The same share, with no memory of any mesa."""
    copia = CustodiaEnMemoria()
    copia.crear(PARTE, almacen.leer(PARTE))
    return copia


def _boletas(mesa: Mesa, cuantas: int) -> list[bytes]:
    return [mesa.emitir(i, (i % 3,)) for i in range(cuantas)]


def _cierre(mesa: Mesa, boletas: list[bytes]) -> ArchivoVerificado:
    return verificar(mesa.archivar(boletas), en_curso=True)


def test_descifra_y_recuerda_de_que_mesa() -> None:
    """The same ballots again give the same factors, in whatever order they stand."""
    mesa = instalar()
    boletas = _boletas(mesa, 3)
    almacen = _almacen()
    primera = descifrar(Custodio(almacen), _cierre(mesa, boletas))
    segunda = descifrar(Custodio(almacen), _cierre(mesa, boletas[::-1]))
    assert primera.dueno == 1
    assert primera.factores == segunda.factores
    assert mesa.definicion.sha256.encode() in almacen.leer(
        f"descifrada-{mesa.definicion.uuid}.json"
    )


@pytest.mark.parametrize("otras", [range(0), range(2), range(1, 4), range(4)])
def test_otro_conjunto_de_la_misma_mesa_se_niega(otras: range) -> None:
    """The difference of two sets is the vote of who is in one of them."""
    mesa = instalar()
    boletas = _boletas(mesa, 4)
    custodio = Custodio(_almacen())
    descifrar(custodio, _cierre(mesa, boletas[:3]))
    with pytest.raises(OtroConjuntoDeBoletas):
        descifrar(custodio, _cierre(mesa, [boletas[i] for i in otras]))


def test_un_subconjunto_mostrado_primero_se_niega() -> None:
    """A true archive with one ballot, shown before the mesa's own: its vote would be that voter's.

    Control: with the hash of that archive in place of the acta's, the program does open it.
    """
    mesa = instalar()
    boletas = _boletas(mesa, 3)
    entero, una = _cierre(mesa, boletas), _cierre(mesa, boletas[:1])
    del_acta = entero.sha256_prefijo or ""
    custodios = [Custodio(_copiar(a)) for a in mesa.custodia.almacenes[:2]]
    for custodio in custodios:
        with pytest.raises(PrefijoDistinto):
            custodio.descifrar(una, cierre=del_acta)
    parciales = [custodio.descifrar(entero, cierre=del_acta) for custodio in custodios]
    assert mesa.abrir(entero, parciales).resultado == ((1, 1, 1),)

    enganados = [Custodio(_copiar(a)) for a in mesa.custodia.almacenes[:2]]
    assert mesa.abrir(una, [descifrar(c, una) for c in enganados]).resultado == ((1, 0, 0),)


def test_control_sin_memoria_se_abre_un_solo_voto() -> None:
    """What the memory is for: two sets that differ in one ballot give away that ballot's vote."""
    mesa = instalar()
    boletas = _boletas(mesa, 3)
    resultados = []
    for conjunto in (boletas, boletas[:2]):
        archivo = _cierre(mesa, conjunto)
        parciales = [descifrar(_SinMemoria(a), archivo) for a in mesa.custodia.almacenes[:2]]
        resultados.append(mesa.abrir(archivo, parciales).resultado[0])
    assert [a - b for a, b in zip(*resultados, strict=True)] == [0, 0, 1]


def test_otra_definicion_con_el_mismo_uuid_se_niega() -> None:
    """A definition sealed again keeps the uuid: its votes are another set, empty or not."""
    mesa, otra = instalar(), instalar()
    definicion = redactar_definicion(
        uuid=mesa.definicion.uuid,
        nombre="otra",
        descripcion="",
        llave=mesa.definicion.llave,
        preguntas=mesa.definicion.preguntas,
    )
    custodio = Custodio(_almacen())
    descifrar(custodio, _cierre(mesa, []))
    with pytest.raises(OtroConjuntoDeBoletas):
        descifrar(
            custodio, _cierre(Mesa(otra.custodia, definicion, otra.credenciales, otra.lista), [])
        )


def test_un_archivo_sin_computo_no_se_descifra() -> None:
    """There is nothing lawful to decrypt before the close."""
    mesa = instalar()
    cierre = mesa.archivar(_boletas(mesa, 1))
    # The last three records are the tally, its measure and its event.
    finales = sum(512 + -(-len(r.datos) // 512) * 512 for r in registros(cierre)[-3:])
    with pytest.raises(ArchivoIncompleto):
        descifrar(Custodio(_almacen()), verificar(cierre[:-finales], en_curso=True))


def test_un_archivo_con_revotos_no_se_descifra() -> None:
    """Lawful in version 1, refused for a mesa even by who verified it so."""
    mesa = instalar()
    una, dos = mesa.emitir(0, (0,)), mesa.emitir(0, (1,))
    texto = mesa.archivar([una, dos], mesa.computar([dos]), cuentan=1)
    with pytest.raises(CredencialConDosBoletas):
        descifrar(Custodio(_almacen()), verificar(texto, en_curso=True, permitir_revoto=True))


def test_de_un_archivo_falso_no_sale_nada(tmp_path: Path) -> None:
    """It verifies by itself: a tally that is not of these ballots would be an oracle."""
    mesa = instalar()
    boletas = _boletas(mesa, 2)
    ruta = tmp_path / "M1.bel"
    ruta.write_bytes(mesa.archivar(boletas, mesa.computar(boletas[:1])))
    almacen = _almacen()
    with pytest.raises(ComputoDistinto):
        Custodio(almacen).descifrar(verificar_archivo(ruta, en_curso=True), cierre="0" * 64)
    with pytest.raises(NoGuardado):
        almacen.leer(f"descifrada-{mesa.definicion.uuid}.json")
    ruta.write_bytes(mesa.archivar(boletas))
    cierre = sha256_hex(ruta.read_bytes())
    entero = verificar_archivo(ruta, en_curso=True)
    assert Custodio(almacen).descifrar(entero, cierre=cierre).dueno == 1


def test_un_custodio_ajeno_no_descifra() -> None:
    """The share of another process fits no key of this one."""
    mesa = instalar()
    ajeno = CustodiaEnMemoria()
    ajeno.crear(PARTE, escribir_parte(123456))
    with pytest.raises(ParteAjena):
        descifrar(Custodio(ajeno), _cierre(mesa, []))
    with pytest.raises(NoGuardado):
        Custodio(CustodiaEnMemoria())


def test_dos_programas_a_la_vez_no_abren_dos_conjuntos(tmp_path: Path) -> None:
    """The exclusive creation on disk decides: exactly one of the two sets is decrypted."""
    mesa = instalar()
    boletas = _boletas(mesa, 2)
    archivos = [_cierre(mesa, boletas), _cierre(mesa, boletas[:1])]
    AlmacenEnCarpeta(tmp_path).crear(PARTE, custodia().almacenes[0].leer(PARTE))
    salida = Barrier(2)
    hechos: list[str] = []

    def intentar(archivo: ArchivoVerificado) -> None:
        custodio = Custodio(AlmacenEnCarpeta(tmp_path))
        salida.wait(timeout=30)
        try:
            descifrar(custodio, archivo)
        except OtroConjuntoDeBoletas:
            hechos.append("negado")
        else:
            hechos.append("descifrado")

    hilos = [Thread(target=intentar, args=(archivo,)) for archivo in archivos]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(timeout=60)
    assert sorted(hechos) == ["descifrado", "negado"]
