"""Verifying archives: every lawful one passes, and each lie is refused by its own name.

Every refusal has its control: the same archive passes a verifier without exactly that check.
"""

import io
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boletas.cripto import canonico
from boletas.cripto.apertura import ReglasDeDescifrado
from boletas.cripto.archivo import EscritorBel
from boletas.cripto.boleta import BoletaVerificada
from boletas.cripto.credencial import leer_lista, publicar_lista
from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.definicion import Definicion
from boletas.cripto.descifrado import (
    Computo,
    escribir_descifrado,
    leer_descifrado,
)
from boletas.cripto.escrutinio import escribir_computo
from boletas.cripto.grupo import GENERADOR, Punto, producto
from boletas.cripto.huella import sha256_hex
from boletas.cripto.pruebas import Prueba
from boletas.cripto.registros import LectorDeRegistros, Registro, cabecera, relleno
from boletas.cripto.reglas_de_archivo import Etapa, ReglasDeArchivo
from boletas.cripto.sucesos import ReglasDeSucesos, Suceso, Tipo, leer_sucesos
from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import (
    ArchivoAusente,
    ArchivoIncompleto,
    ArchivoTruncado,
    ArchivoVacio,
    BoletaRepetida,
    CadenaRota,
    CampoInesperado,
    ComputoDistinto,
    ContenidoDistinto,
    CredencialConDosBoletas,
    CredencialNoListada,
    CuentaDistinta,
    DuenoInvalido,
    FactorFalso,
    FactorSinSegundaPrueba,
    FallaDeBoletas,
    FaltanDescifrados,
    FueraDeLimites,
    Ilegible,
    Incumplimiento,
    LlaveDeEleccionDistinta,
    NoEsArchivo,
    NumeroDeRespuestas,
    PuntoInvalido,
    RegistroAlterado,
    ResultadoDistinto,
    SegundaPruebaFalsa,
    SucesoDesconocido,
    SucesoFueraDeOrden,
    TextoNoCanonico,
    VariasFallas,
)
from tests.boletas.cripto.mesa_de_prueba import MARCA, Mesa, custodia, instalar, verificar

Hecho = tuple[Tipo, tuple[bytes, ...]]


@dataclass(frozen=True)
class Caso:
    """A whole lawful record of three ballots, in pieces that can be put together otherwise."""

    mesa: Mesa
    boletas: tuple[bytes, ...]
    cierre: bytes
    final: bytes
    descifrado: bytes

    @property
    def sucesos(self) -> list[Hecho]:
        """The events of the final archive with their data."""
        lector = LectorDeRegistros(io.BytesIO(self.final))
        return [(s.tipo, tuple(r.datos for r in s.datos)) for s in leer_sucesos(lector)]


@pytest.fixture(scope="module")
def caso() -> Caso:
    """Made once: nothing here changes it."""
    mesa = instalar()
    boletas = tuple(mesa.emitir(i, (voto,)) for i, voto in enumerate((0, 1, 1)))
    cierre = mesa.archivar(boletas)
    return Caso(mesa, boletas, cierre, *mesa.concluir(cierre))


def _rehacer(sucesos: Sequence[Hecho]) -> bytes:
    """An archive of these events, its chain and names all made anew."""
    salida = io.BytesIO()
    escritor = EscritorBel(salida, MARCA)
    for tipo, datos in sucesos:
        escritor._suceso(tipo, *datos)
    return salida.getvalue()


def _exigir_falla(
    archivo: bytes,
    falla: type[Incumplimiento],
    debil: ReglasDeArchivo | None,
    **opciones: Any,
) -> FallaDeBoletas:
    """Refused by name; accepted by the verifier that lacks the check."""
    with pytest.raises(falla) as visto:
        verificar(archivo, **opciones)
    if debil is not None:
        verificar(archivo, reglas=debil, **opciones)
    return visto.value


# What is lawful
def test_el_archivo_entero_con_sus_segundas_pruebas(caso: Caso) -> None:
    """With descifrado.json the decryption is proved; alone it is not, and says so."""
    archivo = verificar(caso.final, descifrado=caso.descifrado)
    assert archivo.resultado == ((1, 2, 0),)
    assert archivo.segundas_probadas
    assert archivo.boletas == tuple(sha256_hex(b) for b in caso.boletas)
    assert archivo.usadas == tuple(c.publica for c in caso.mesa.credenciales[:3])
    assert archivo.credenciales.publicas == caso.mesa.lista.publicas
    assert (archivo.largo_prefijo, archivo.sha256_prefijo) == (
        len(caso.cierre),
        sha256_hex(caso.cierre),
    )
    assert archivo.marca_de_tiempo == MARCA
    assert not archivo.hubo_revotos
    sola = verificar(caso.final)
    assert sola.resultado == ((1, 2, 0),)
    assert not sola.segundas_probadas


def test_los_prefijos_licitos_y_los_demas(caso: Caso) -> None:
    """Cut after each event: lawful in progress at the milestones, and only for who says so."""
    sucesos = caso.sucesos
    etapas = []
    for k in range(len(sucesos)):
        prefijo = _rehacer(sucesos[: k + 1])
        if k < len(sucesos) - 1:
            with pytest.raises(ArchivoIncompleto):
                verificar(prefijo)
        if sucesos[k][0] is Tipo.PARTIAL_DECRYPTION:
            with pytest.raises(ArchivoIncompleto):
                verificar(prefijo, en_curso=True)
            continue
        etapas.append(verificar(prefijo, en_curso=True).etapa)
    assert etapas == [
        Etapa.INSTALADA,
        *[Etapa.ABIERTA] * 3,
        Etapa.CERRADA,
        Etapa.COMPUTADA,
        Etapa.CON_RESULTADO,
    ]
    with pytest.raises(ArchivoIncompleto):
        verificar(_rehacer([]), en_curso=True)


def test_lo_verificado_en_el_proceso_no_se_repite(caso: Caso) -> None:
    """The set of what was verified here passes from one reading to the next."""
    vistas: set[bytes] = set()
    primera = verificar(caso.final, verificadas=vistas)
    assert len(vistas) == 3
    assert verificar(caso.final, verificadas=vistas) == primera
    assert len(vistas) == 3


def test_avisa_por_cada_boleta(caso: Caso) -> None:
    """Whoever watches sees it advance."""
    vistos: list[int] = []
    verificar(caso.final, al_avanzar=vistos.append)
    assert vistos == [1, 2, 3]


# Order, count and credentials
class _SinOrden(ReglasDeArchivo):
    def exigir_orden(self, etapa: Etapa, tipo: Tipo) -> None:
        """Nothing."""


class _SinFin(ReglasDeArchivo):
    def exigir_fin(self, etapa: Etapa, en_curso: bool) -> None:
        """Nothing."""


class _SinCuentas(ReglasDeArchivo):
    def exigir_cuentas(self, anunciadas: int, peso: int, contadas: int) -> None:
        """Nothing."""


class _SinComputo(ReglasDeArchivo):
    def exigir_computo(self, publicado: Computo, recalculado: Computo) -> None:
        """Nothing."""


class _SinUnicidad(ReglasDeArchivo):
    def exigir_credencial_libre(self, boleta: BoletaVerificada, usadas: Container[str]) -> None:
        """Nothing."""


class _SinLlave(ReglasDeArchivo):
    def exigir_llave(self, definicion: Definicion, custodios: ListaDeCustodios) -> None:
        """Nothing."""


def test_cierre_anticipado(caso: Caso) -> None:
    """A ballot after EndBallots: the box was opened again."""
    sucesos = caso.sucesos[:6]
    sucesos[3], sucesos[4] = sucesos[4], sucesos[3]
    falla = _exigir_falla(_rehacer(sucesos), SucesoFueraDeOrden, _SinOrden(), en_curso=True)
    assert falla.entrada == "suceso 4 (Ballot)"


def test_ningun_otro_orden(caso: Caso) -> None:
    """Each pair of neighbours that changes places, and each event twice, but for the ballots."""
    originales = caso.sucesos
    for i in range(len(originales) - 1):
        sucesos = list(originales)
        sucesos[i], sucesos[i + 1] = sucesos[i + 1], sucesos[i]
        if sucesos[i][0] is sucesos[i + 1][0]:
            continue
        # A Result too early is in a lawful place, with too few decryptions before it.
        with pytest.raises((SucesoFueraDeOrden, FaltanDescifrados)):
            verificar(_rehacer(sucesos))
    for i, (tipo, _) in enumerate(originales):
        esperada = {Tipo.BALLOT: BoletaRepetida, Tipo.PARTIAL_DECRYPTION: DuenoInvalido}
        with pytest.raises(esperada.get(tipo, SucesoFueraDeOrden)):
            verificar(_rehacer([*originales[:i], originales[i], *originales[i:]]))


def test_una_credencial_con_dos_boletas(caso: Caso) -> None:
    """Lawful in version 1, where the last counts; ours counts each pase once."""
    segunda = caso.mesa.emitir(0, (2,))
    archivo = caso.mesa.archivar([*caso.boletas, segunda])
    falla = _exigir_falla(archivo, CredencialConDosBoletas, _SinUnicidad(), en_curso=True)
    assert falla.entrada == "suceso 4 (Ballot)"
    computo = caso.mesa.computar([*caso.boletas[1:], segunda])
    con_revoto = caso.mesa.archivar([*caso.boletas, segunda], computo, cuentan=3)
    abierto = verificar(con_revoto, en_curso=True, permitir_revoto=True)
    assert abierto.hubo_revotos
    assert abierto.computo == computo


def test_la_misma_boleta_dos_veces(caso: Caso) -> None:
    """Even where revotes are lawful: the two records would have one name."""
    archivo = caso.mesa.archivar([*caso.boletas, caso.boletas[0]])
    for revoto in (False, True):
        with pytest.raises(BoletaRepetida):
            verificar(archivo, en_curso=True, permitir_revoto=revoto)


def test_boleta_quitada(caso: Caso) -> None:
    """Dropped with the chain made anew: the tally says so; and, the tally too, the count."""
    quitada = caso.boletas[:2]
    computo = caso.mesa.computar(caso.boletas)
    _exigir_falla(
        caso.mesa.archivar(quitada, computo), ComputoDistinto, _SinComputo(), en_curso=True
    )
    _exigir_falla(
        caso.mesa.archivar(quitada, cuentan=3), CuentaDistinta, _SinCuentas(), en_curso=True
    )


def test_boleta_quitada_con_todo_rehecho_solo_la_ve_el_cierre(caso: Caso) -> None:
    """Tally and count made anew: the archive alone is lawful; what was fixed at close tells."""
    archivo = verificar(caso.mesa.archivar(caso.boletas[:2]), en_curso=True)
    with pytest.raises(Incumplimiento):
        archivo.exigir_prefijo(len(caso.cierre), sha256_hex(caso.cierre))


def test_computo_ajeno_a_las_boletas(caso: Caso) -> None:
    """One vote added to one column by whoever closes."""
    computo = caso.mesa.computar(caso.boletas)
    uno = replace(computo[0][0], beta=producto(computo[0][0].beta, GENERADOR))
    archivo = caso.mesa.archivar(caso.boletas, ((uno, *computo[0][1:]),))
    falla = _exigir_falla(archivo, ComputoDistinto, _SinComputo(), en_curso=True)
    assert falla.entrada == "suceso 5 (EncryptedTally)"


@pytest.mark.parametrize(("anunciadas", "peso"), [(4, 4), (2, 2), (3, 4), (4, 3), (0, 3)])
def test_cuentas_falsas(caso: Caso, anunciadas: int, peso: int) -> None:
    """The count and the weight are each the number of ballots."""
    sucesos = caso.sucesos[:6]
    texto = escribir_computo(caso.mesa.computar(caso.boletas))
    medida = canonico.escribir(
        {"num_tallied": anunciadas, "total_weight": peso, "encrypted_tally": sha256_hex(texto)}
    )
    sucesos[5] = (Tipo.ENCRYPTED_TALLY, (texto, medida))
    _exigir_falla(_rehacer(sucesos), CuentaDistinta, _SinCuentas(), en_curso=True)


def test_pesos_en_texto_se_rechazan(caso: Caso) -> None:
    """The format's big weights are strings; ours are small numbers."""
    sucesos = caso.sucesos[:6]
    texto = sucesos[5][1][0]
    medida = canonico.escribir(
        {"num_tallied": 3, "total_weight": "3", "encrypted_tally": sha256_hex(texto)}
    )
    sucesos[5] = (Tipo.ENCRYPTED_TALLY, (texto, medida))
    with pytest.raises(CampoInesperado):
        verificar(_rehacer(sucesos), en_curso=True)


def test_credencial_que_no_esta_en_la_lista(caso: Caso) -> None:
    """The list of the archive is what counts, not the one somebody remembers."""
    mesa = replace(
        caso.mesa, lista=leer_lista(publicar_lista(c.publica for c in caso.mesa.credenciales[1:]))
    )
    archivo = mesa.archivar(caso.boletas, caso.mesa.computar(caso.boletas))
    with pytest.raises(CredencialNoListada):
        verificar(archivo, en_curso=True)


def test_la_llave_debe_ser_de_los_custodios(caso: Caso) -> None:
    """An election key of somebody else's: every vote readable by one person."""
    otros = custodia(1, 2)
    mesa = replace(caso.mesa, custodia=otros)
    _exigir_falla(mesa.archivar([]), LlaveDeEleccionDistinta, _SinLlave(), en_curso=True)


# Decryption
class _SinSegundaPrueba(ReglasDeDescifrado):
    def exigir_segunda(
        self, huella: str, llave: Punto, alpha: Punto, factor: Punto, prueba: Prueba
    ) -> None:
        """Nothing."""


class _SinV1(ReglasDeDescifrado):
    def exigir_v1(
        self, huella: str, llave: Punto, alpha: Punto, factor: Punto, prueba: Prueba
    ) -> None:
        """Nothing."""


class _SinDuenoNuevo(ReglasDeArchivo):
    def exigir_dueno_nuevo(self, dueno: int, anteriores: Container[int]) -> None:
        """Nothing."""


def _con_factor_movido(caso: Caso) -> bytes:
    """The first factor of the first custodian swapped with the second."""
    sucesos = caso.sucesos
    valor: Any = canonico.leer(sucesos[6][1][0])
    fila = valor["decryption_factors"][0]
    fila[0], fila[1] = fila[1], fila[0]
    return _rehacer([*sucesos[:6], (Tipo.PARTIAL_DECRYPTION, _propios(valor, 1)), *sucesos[7:]])


def _propios(valor: Any, dueno: int) -> tuple[bytes, bytes]:
    texto = canonico.escribir(valor)
    return texto, canonico.escribir({"owner": dueno, "payload": sha256_hex(texto)})


def test_factor_falso(caso: Caso) -> None:
    """The archive's own proof names it; the second proof alone does too."""
    archivo = _con_factor_movido(caso)
    falla = _exigir_falla(archivo, FactorFalso, None)
    assert falla.culpables == (1,)
    assert falla.entrada == "suceso 6 (PartialDecryption), custodio 1"
    sin_v1 = ReglasDeArchivo(descifrado=_SinV1())
    with pytest.raises(SegundaPruebaFalsa):
        verificar(archivo, reglas=sin_v1, descifrado=caso.descifrado)
    with pytest.raises(ResultadoDistinto):
        verificar(archivo, reglas=sin_v1)


def test_segunda_prueba_falsa_o_ausente(caso: Caso) -> None:
    """Each factor published needs its own, by its own custodian."""
    definicion = caso.mesa.definicion
    segundas = leer_descifrado(caso.descifrado, definicion)
    hechos = verificar(caso.final).descifrados
    primero, segundo = (replace(p, segundas=segundas[p.dueno]) for p in hechos)
    solo_uno = escribir_descifrado(definicion.uuid, [primero])
    falla = _exigir_falla(caso.final, FactorSinSegundaPrueba, None, descifrado=solo_uno)
    assert falla.culpables == (2,)
    prestada = [primero, replace(segundo, segundas=primero.segundas)]
    _exigir_falla(
        caso.final,
        SegundaPruebaFalsa,
        ReglasDeArchivo(descifrado=_SinSegundaPrueba()),
        descifrado=escribir_descifrado(definicion.uuid, prestada),
    )
    de_mas = [primero, segundo, replace(segundo, dueno=3)]
    _exigir_falla(
        caso.final, DuenoInvalido, None, descifrado=escribir_descifrado(definicion.uuid, de_mas)
    )


def test_descifrados_de_menos_o_repetidos(caso: Caso) -> None:
    """Two of three are needed; the same one twice is one."""
    sucesos = caso.sucesos
    _exigir_falla(_rehacer([*sucesos[:7], sucesos[8]]), FaltanDescifrados, None)
    repetido = [*sucesos[:7], sucesos[6], *sucesos[7:]]
    _exigir_falla(_rehacer(repetido), DuenoInvalido, _SinDuenoNuevo())


@pytest.mark.parametrize("dueno", [0, 4, 1 << 70])
def test_un_dueno_que_no_existe(caso: Caso, dueno: int) -> None:
    """Owner numbers run from one to the number of keys."""
    sucesos = caso.sucesos
    valor = canonico.leer(sucesos[6][1][0])
    ajeno = (Tipo.PARTIAL_DECRYPTION, _propios(valor, dueno))
    with pytest.raises(DuenoInvalido):
        verificar(_rehacer([*sucesos[:6], ajeno, *sucesos[7:]]))


def test_resultado_distinto(caso: Caso) -> None:
    """Same total, one vote moved."""
    sucesos = caso.sucesos
    sucesos[-1] = (Tipo.RESULT, (b'{"result":[[2,1,0]]}',))
    _exigir_falla(_rehacer(sucesos), ResultadoDistinto, None)
    sucesos[-1] = (Tipo.RESULT, (b'{"result":[[1,2]]}',))
    _exigir_falla(_rehacer(sucesos), NumeroDeRespuestas, None)
    sucesos[-1] = (Tipo.RESULT, (b'{"result":[[1,2,0.0]]}',))
    _exigir_falla(_rehacer(sucesos), TextoNoCanonico, None)


def test_factores_fuera_del_subgrupo(caso: Caso) -> None:
    """Every point of every object."""
    sucesos = caso.sucesos
    valor: Any = canonico.leer(sucesos[6][1][0])
    valor["decryption_factors"][0][0] = "00" * 32
    ajeno = (Tipo.PARTIAL_DECRYPTION, _propios(valor, 1))
    with pytest.raises(PuntoInvalido):
        verificar(_rehacer([*sucesos[:6], ajeno, *sucesos[7:]]))


# Chain and records
class _SinCadena(ReglasDeSucesos):
    def exigir_cadena(self, suceso: Suceso, previo: Suceso | None) -> None:
        """Nothing."""


class _SinCarga(ReglasDeSucesos):
    def exigir_carga(self, suceso: Suceso) -> None:
        """Nothing."""


class _SinNombresNiCarga(_SinCarga):
    def exigir_nombre(self, registro: Registro, sufijo: str) -> None:
        """Nothing."""


def _crudo(registros: Sequence[tuple[str, bytes]]) -> bytes:
    """Records as given, one after another."""
    return b"".join(
        cabecera(nombre, len(datos), MARCA) + datos + relleno(len(datos))
        for nombre, datos in registros
    )


def _separar(archivo: bytes) -> list[tuple[str, bytes]]:
    piezas, i = [], 0
    while i < len(archivo):
        largo = int(archivo[i + 124 : i + 135], 8)
        nombre = archivo[i : i + 100].rstrip(b"\0").decode()
        piezas.append((nombre, archivo[i + 512 : i + 512 + largo]))
        i += 512 + largo + len(relleno(largo))
    return piezas


def test_un_registro_quitado_rompe_la_cadena(caso: Caso) -> None:
    """One ballot and its event taken out of the middle, the rest as it was."""
    piezas = _separar(_rehacer(caso.sucesos[:4]))
    sin_una = _crudo([*piezas[:8], *piezas[10:]])
    debil = ReglasDeArchivo(sucesos=_SinCadena())
    falla = _exigir_falla(sin_una, CadenaRota, debil, en_curso=True)
    assert falla.entrada == "suceso 3 (Ballot)"


def test_una_boleta_cambiada_por_otra_bajo_el_mismo_nombre(caso: Caso) -> None:
    """The record's name is the hash of the ballot that was there."""
    piezas = _separar(_rehacer(caso.sucesos[:4]))
    nombre = piezas[6][0]
    piezas[6] = (nombre, caso.mesa.emitir(0, (2,)))
    debil = ReglasDeArchivo(sucesos=_SinNombresNiCarga())
    _exigir_falla(_crudo(piezas), ContenidoDistinto, debil, en_curso=True)


def test_una_boleta_cambiada_con_su_nombre(caso: Caso) -> None:
    """Record and name agree; the event announces the ballot that was there."""
    piezas = _separar(_rehacer(caso.sucesos[:4]))
    otra = caso.mesa.emitir(0, (2,))
    piezas[6] = (f"{sha256_hex(otra)}.data.json", otra)
    debil = ReglasDeArchivo(sucesos=_SinCarga())
    falla = _exigir_falla(_crudo(piezas), ContenidoDistinto, debil, en_curso=True)
    assert falla.entrada == "suceso 1 (Ballot)"


@pytest.mark.parametrize("cual", [0, 5, 6])
def test_lo_que_un_suceso_anuncia_por_dentro(caso: Caso, cual: int) -> None:
    """Setup, the measure of the tally and the owned factors name other records, none but these."""
    sucesos = caso.sucesos
    tipo, datos = sucesos[cual]
    ajena = datos[-1].replace(sha256_hex(datos[0]).encode(), b"0" * 64)
    assert ajena != datos[-1]
    sucesos[cual] = (tipo, (*datos[:-1], ajena))
    with pytest.raises(ContenidoDistinto):
        verificar(_rehacer(sucesos))


def test_un_suceso_con_registros_de_mas_o_de_menos(caso: Caso) -> None:
    """Data that no event speaks of has no place."""
    sucesos = caso.sucesos
    for datos in ((b"{}", *sucesos[1][1]), ()):
        cambiado = [sucesos[0], (Tipo.BALLOT, datos), *sucesos[2:]]
        with pytest.raises(SucesoFueraDeOrden):
            verificar(_rehacer(cambiado))
    con_cierre = [*sucesos[:4], (Tipo.END_BALLOTS, (b"{}",)), *sucesos[5:]]
    with pytest.raises(SucesoFueraDeOrden):
        verificar(_rehacer(con_cierre))
    muchos = [(f"{sha256_hex(bytes([i]))}.data.json", bytes([i])) for i in range(5)]
    with pytest.raises(SucesoFueraDeOrden):
        verificar(caso.final + _crudo(muchos))


@pytest.mark.parametrize(
    ("texto", "falla"),
    [
        (b'{"height":0,"type":"Shuffle"}', SucesoDesconocido),
        (b'{"height":0,"type":["Setup"]}', CampoInesperado),
        (b'{"type":"Setup","height":0}', CampoInesperado),
        (b'{"height":"0","type":"Setup"}', CampoInesperado),
        (b'{"height":0,"type":"Setup","payload":"x"}', CampoInesperado),
        (b'{"height": 0,"type":"Setup"}', TextoNoCanonico),
        (b"[]", CampoInesperado),
    ],
)
def test_un_suceso_mal_escrito(caso: Caso, texto: bytes, falla: type[Incumplimiento]) -> None:
    """Unknown types and second spellings are refused before anything is believed."""
    piezas = _separar(caso.final)
    with pytest.raises(falla):
        verificar(_crudo([piezas[0], (f"{sha256_hex(texto)}.event.json", texto)]))


def _poner(archivo: bytes, sitio: int, octetos: bytes) -> bytes:
    return archivo[:sitio] + octetos + archivo[sitio + len(octetos) :]


CABECERAS = {
    "ustar": (257, b"ustar\x0000"),
    "modo": (100, b"0000755"),
    "suma": (148, b"000000"),
    "tipo": (156, b"5"),
    "hora": (136, b"00000000001"),
    "octal con espacio": (124, b"         46"),
    "relleno de la cabecera": (500, b"x"),
    "nombre con cola": (20, b"x"),
}


@pytest.mark.parametrize(("sitio", "octetos"), CABECERAS.values(), ids=CABECERAS)
@pytest.mark.parametrize("registro", [0, 1024])
def test_una_cabecera_tiene_una_sola_forma(
    caso: Caso, registro: int, sitio: int, octetos: bytes
) -> None:
    """The first header and another: each byte that a tar program would overlook."""
    with pytest.raises(RegistroAlterado) as rechazo:
        verificar(_poner(caso.final, registro + sitio, octetos))
    assert rechazo.value.entrada == ("principio" if registro else "registro 1")


def test_nada_se_esconde_tras_el_nombre_del_primer_registro(caso: Caso) -> None:
    """After the NUL that ends it, with a right checksum: the one name that is no hash."""
    datos = caso.final[512:1024].rstrip(b"\0")
    with pytest.raises(RegistroAlterado):
        verificar(_crudo([("BELENIOS\0x", datos)]) + caso.final[1024:], en_curso=True)


def test_el_relleno_son_ceros(caso: Caso) -> None:
    """Room to hide something that no hash covers; the record is named, though no event is read."""
    largo = len(_separar(caso.final)[0][1])
    with pytest.raises(RegistroAlterado) as rechazo:
        verificar(_poner(caso.final, 512 + largo, b"x"))
    assert rechazo.value.entrada == "registro 1"


@pytest.mark.parametrize(
    "cola", [bytes(1024), bytes(512), b"x", b"x" * 512], ids=["fin de tar", "bloque", "x", "basura"]
)
def test_nada_sigue_al_resultado(caso: Caso, cola: bytes) -> None:
    """Neither the end blocks of tar nor anything else."""
    with pytest.raises((RegistroAlterado, ArchivoTruncado)):
        verificar(caso.final + cola)


@settings(max_examples=60)
@given(st.floats(0, 1, exclude_max=True))
def test_truncado_en_cualquier_octeto(caso: Caso, donde: float) -> None:
    """A copy that was interrupted never passes for a shorter archive."""
    corte = int(donde * len(caso.final))
    with pytest.raises(FallaDeBoletas):
        verificar(caso.final[:corte])


@settings(max_examples=120)
@given(st.floats(0, 1, exclude_max=True), st.integers(0, 7))
def test_un_bit_cambiado_se_rechaza(caso: Caso, sitio: float, bit: int) -> None:
    """Any bit of the whole file."""
    octetos = bytearray(caso.final)
    octetos[int(sitio * len(octetos))] ^= 1 << bit
    with pytest.raises(FallaDeBoletas):
        verificar(bytes(octetos))


# What cannot be read at all
def test_lo_que_no_es_un_archivo(tmp_path: Path) -> None:
    """Missing, a folder, empty, something else, zeros: said as such, not as a broken rule."""
    with pytest.raises(ArchivoAusente):
        verificar_archivo(tmp_path / "no-existe.bel")
    with pytest.raises(ArchivoAusente):
        verificar_archivo(tmp_path)
    for octetos, falla in (
        (b"", ArchivoVacio),
        (b"BELENIOS", NoEsArchivo),
        (b"PK\x03\x04" + bytes(2000), NoEsArchivo),
        (bytes(10_000), NoEsArchivo),
    ):
        with pytest.raises(falla):
            verificar(octetos)
    assert issubclass(NoEsArchivo, Ilegible)


def test_un_gigabyte_de_ceros_se_rechaza_al_principio(tmp_path: Path) -> None:
    """A sparse file costs nothing to make: reading stops at the first block."""
    ruta = tmp_path / "ceros.bel"
    with ruta.open("wb") as salida:
        salida.truncate(1 << 30)
    with ruta.open("rb") as entrada:
        with pytest.raises(NoEsArchivo):
            verificar_archivo(entrada)
        assert entrada.tell() <= 1024


def test_un_registro_que_dice_ser_enorme_no_se_lee(caso: Caso) -> None:
    """The header announces a gigabyte, and a gigabyte of zeros may well follow."""
    inicio = caso.final[:1024]
    with pytest.raises(FueraDeLimites):
        verificar(inicio + cabecera("0" * 64 + ".data.json", 1 << 30, MARCA))


def test_todas_las_fallas_a_la_vez(caso: Caso) -> None:
    """Asked for everything, it goes on after a ballot, the tally and a factor that are false."""
    boletas = [*caso.boletas, caso.mesa.emitir(0, (2,))]
    sucesos = caso.sucesos
    nuevos = [
        sucesos[0],
        *[(Tipo.BALLOT, (b,)) for b in boletas],
        *sucesos[4:8],
        (Tipo.RESULT, (b'{"result":[[2,2,0]]}',)),
    ]
    with pytest.raises(VariasFallas) as varias:
        verificar(_rehacer(nuevos), todas_las_fallas=True)
    assert [type(f) for f in varias.value.fallas] == [CredencialConDosBoletas, ResultadoDistinto]
    assert [f.entrada for f in varias.value.fallas] == [
        "suceso 4 (Ballot)",
        "suceso 9 (Result)",
    ]
    with pytest.raises(CredencialConDosBoletas):
        verificar(_rehacer(nuevos))
