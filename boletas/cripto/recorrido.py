"""One pass over an archive: what each event must satisfy, and what is proved so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from boletas.cripto import canonico
from boletas.cripto.apertura import Resultado, factores_totales, verificar_descifrado
from boletas.cripto.boleta import BoletaVerificada, verificar_boleta
from boletas.cripto.canonico import leer_arreglo, leer_campos, leer_entero
from boletas.cripto.credencial import ListaDeCredenciales, leer_lista
from boletas.cripto.custodios import ListaDeCustodios, leer_custodios
from boletas.cripto.definicion import Definicion, leer_definicion
from boletas.cripto.descifrado import (
    Computo,
    DescifradoParcial,
    SegundasPruebas,
    con_segundas,
    leer_descifrado,
    leer_factores,
)
from boletas.cripto.escrutinio import Acumulador, leer_computo
from boletas.cripto.huella import leer_sha256, sha256_hex
from boletas.cripto.registros import LectorDeRegistros
from boletas.cripto.reglas_de_archivo import ETAPA_TRAS, Etapa, ReglasDeArchivo
from boletas.cripto.sucesos import Suceso, Tipo, leer_sucesos
from boletas.errores import (
    ContenidoDistinto,
    DuenoInvalido,
    FallaDeBoletas,
    Incumplimiento,
    NumeroDeRespuestas,
    PrefijoDistinto,
    VariasFallas,
)

MAXIMO_DE_FALLAS: Final = 10_000
"""After so many nobody learns more from the next: it ends the reading."""


@dataclass(frozen=True)
class ArchivoVerificado:
    """What an archive proved. Only `verificar_archivo` makes one."""

    etapa: Etapa
    marca_de_tiempo: int
    """Unix seconds stated by every record."""
    definicion: Definicion
    custodios: ListaDeCustodios
    credenciales: ListaDeCredenciales
    boletas: tuple[str, ...] = field(repr=False)
    """SHA-256 of each ballot, in the archive's order."""
    usadas: tuple[str, ...] = field(repr=False)
    """Public credential of each ballot, in the same order."""
    hubo_revotos: bool
    computo: Computo | None = field(repr=False)
    """The recomputed tally; None before EncryptedTally, as the two fields that follow."""
    largo_prefijo: int | None
    sha256_prefijo: str | None
    """Length in bytes and hash of the archive up to EncryptedTally, included."""
    descifrados: tuple[DescifradoParcial, ...] = field(repr=False)
    """With their second proofs when these were given and hold."""
    resultado: Resultado | None
    segundas_probadas: bool
    """Whether the decryption is proved; never true of an archive alone."""

    @property
    def uuid(self) -> str:
        """Identifier of the election."""
        return self.definicion.uuid

    @property
    def huella(self) -> str:
        """φ, fingerprint of the definition in Base64."""
        return self.definicion.huella

    def exigir_prefijo(self, largo: int, sha256: str) -> None:
        """Compare with what a closing entry fixed. Raises `PrefijoDistinto`."""
        if (self.largo_prefijo, self.sha256_prefijo) != (largo, sha256):
            raise PrefijoDistinto("el archivo no es el que se fijó al cierre de la mesa")


class Recorrido:
    """One pass over one archive: what has been proved so far."""

    def __init__(
        self,
        lector: LectorDeRegistros,
        reglas: ReglasDeArchivo,
        *,
        permitir_revoto: bool,
        descifrado: bytes | None,
        verificadas: set[bytes] | None,
        todas_las_fallas: bool,
        al_avanzar: Callable[[int], None],
    ) -> None:
        self._lector = lector
        self._reglas = reglas
        self._permitir_revoto = permitir_revoto
        self._texto_descifrado = descifrado
        self._verificadas = verificadas
        self._todas_las_fallas = todas_las_fallas
        self._al_avanzar = al_avanzar
        self._fallas: list[Incumplimiento] = []
        self._etapa = Etapa.VACIA
        self._definicion: Definicion
        self._custodios: ListaDeCustodios
        self._credenciales: ListaDeCredenciales
        self._segundas: SegundasPruebas | None = None
        self._acumulador: Acumulador
        self._boletas: dict[str, str] = {}
        """Credential by ballot hash, in the archive's order."""
        self._usadas: set[str] = set()
        self._ultimas: dict[str, BoletaVerificada] = {}
        """Last ballot by credential; only where revotes are allowed."""
        self._computo: Computo | None = None
        self._prefijo: tuple[int, str] | tuple[None, None] = (None, None)
        self._descifrados: dict[int, DescifradoParcial] = {}
        self._resultado: Resultado | None = None

    def recorrer(self, en_curso: bool) -> ArchivoVerificado:
        """Read to the end and return what was proved. Raises as `verificar_archivo` says."""
        actos: dict[Tipo, Callable[[Suceso], None]] = {
            Tipo.SETUP: self._instalar,
            Tipo.BALLOT: self._recibir_boleta,
            Tipo.END_BALLOTS: self._cerrar,
            Tipo.ENCRYPTED_TALLY: self._computar,
            Tipo.PARTIAL_DECRYPTION: self._descifrar,
            Tipo.RESULT: self._concluir,
        }
        try:
            for suceso in leer_sucesos(self._lector, self._reglas.sucesos):
                with _situar(suceso):
                    self._reglas.exigir_orden(self._etapa, suceso.tipo)
                    actos[suceso.tipo](suceso)
                self._etapa = ETAPA_TRAS[suceso.tipo]
            self._reglas.exigir_fin(self._etapa, en_curso)
        except Incumplimiento as falla:
            if not self._fallas:
                raise
            raise VariasFallas([*self._fallas, falla]) from falla
        if self._fallas:
            raise VariasFallas(self._fallas)
        return self._concluido()

    def _concluido(self) -> ArchivoVerificado:
        return ArchivoVerificado(
            etapa=self._etapa,
            marca_de_tiempo=self._lector.marca_de_tiempo,
            definicion=self._definicion,
            custodios=self._custodios,
            credenciales=self._credenciales,
            boletas=tuple(self._boletas),
            usadas=tuple(self._boletas.values()),
            hubo_revotos=len(self._usadas) < len(self._boletas),
            computo=self._computo,
            largo_prefijo=self._prefijo[0],
            sha256_prefijo=self._prefijo[1],
            descifrados=tuple(self._descifrados.values()),
            resultado=self._resultado,
            segundas_probadas=self._segundas is not None and self._resultado is not None,
        )

    @contextmanager
    def _anotar(self, suceso: Suceso) -> Iterator[None]:
        """Let a failure that spoils nothing else wait for the end, when all of them are wanted."""
        try:
            with _situar(suceso):
                yield
        except Incumplimiento as falla:
            if not self._todas_las_fallas or len(self._fallas) == MAXIMO_DE_FALLAS:
                raise
            # What an exception drags along holds the ballot's text: memory would grow with them.
            falla.__cause__ = falla.__context__ = falla.__traceback__ = None
            self._fallas.append(falla)

    def _instalar(self, suceso: Suceso) -> None:
        eleccion, custodios, credenciales, indice = (r.datos for r in suceso.datos)
        campos = leer_campos(canonico.leer(indice), ("election", "trustees", "credentials"))
        textos = (eleccion, custodios, credenciales)
        if [leer_sha256(v) for v in campos.values()] != [sha256_hex(t) for t in textos]:
            raise ContenidoDistinto("la instalación no anuncia los registros que la preceden")
        self._definicion = leer_definicion(eleccion)
        self._custodios = leer_custodios(custodios, self._reglas.custodios)
        self._credenciales = leer_lista(credenciales)
        self._reglas.exigir_llave(self._definicion, self._custodios)
        self._acumulador = Acumulador(self._definicion)
        if self._texto_descifrado is not None:
            self._segundas = leer_descifrado(self._texto_descifrado, self._definicion)

    def _recibir_boleta(self, suceso: Suceso) -> None:
        texto = suceso.datos[0].datos
        with self._anotar(suceso):
            self._reglas.exigir_boleta_nueva(suceso.carga, self._boletas)
            verificada = verificar_boleta(
                texto,
                self._definicion,
                self._credenciales.conjunto,
                verificadas=self._verificadas,
                reglas=self._reglas.boleta,
            )
            if self._permitir_revoto:
                self._ultimas[verificada.credencial] = verificada
            else:
                self._reglas.exigir_credencial_libre(verificada, self._usadas)
                self._acumulador.agregar(verificada)
            self._usadas.add(verificada.credencial)
            self._boletas[verificada.sha256] = verificada.credencial
        self._al_avanzar(len(self._boletas))

    def _cerrar(self, _: Suceso) -> None:
        """EndBallots holds nothing; its place in the order is all that it says."""

    def _computar(self, suceso: Suceso) -> None:
        texto, medida = (r.datos for r in suceso.datos)
        campos = leer_campos(
            canonico.leer(medida), ("num_tallied", "total_weight", "encrypted_tally")
        )
        if leer_sha256(campos["encrypted_tally"]) != sha256_hex(texto):
            raise ContenidoDistinto("la medida del cómputo no anuncia el cómputo que la precede")
        for boleta in self._ultimas.values():
            self._acumulador.agregar(boleta)
        anunciadas, peso = leer_entero(campos["num_tallied"]), leer_entero(campos["total_weight"])
        with self._anotar(suceso):
            self._reglas.exigir_cuentas(anunciadas, peso, self._acumulador.boletas)
        publicado = leer_computo(texto, self._definicion)
        with self._anotar(suceso):
            self._reglas.exigir_computo(publicado, self._acumulador.computo())
        self._computo = self._acumulador.computo()
        self._prefijo = (self._lector.leidos, self._lector.sha256_leido())

    def _descifrar(self, suceso: Suceso) -> None:
        texto, propio = (r.datos for r in suceso.datos)
        campos = leer_campos(canonico.leer(propio), ("owner", "payload"))
        if leer_sha256(campos["payload"]) != sha256_hex(texto):
            raise ContenidoDistinto("el descifrado no anuncia los factores que lo preceden")
        dueno = leer_entero(campos["owner"])
        with self._anotar(suceso):
            self._reglas.exigir_dueno_nuevo(dueno, self._descifrados)
            parcial = leer_factores(texto, dueno, self._definicion)
            if self._segundas is not None:
                parcial = con_segundas(parcial, self._segundas)
            verificar_descifrado(
                self._definicion,
                self._custodios,
                self._computo or (),
                parcial,
                segundas=self._segundas is not None,
                reglas=self._reglas.descifrado,
            )
            self._descifrados[dueno] = parcial

    def _concluir(self, suceso: Suceso) -> None:
        campos = leer_campos(canonico.leer(suceso.datos[0].datos), ("result",))
        resultado = tuple(
            tuple(leer_entero(n) for n in leer_arreglo(fila))
            for fila in leer_arreglo(campos["result"])
        )
        if [len(fila) for fila in resultado] != [p.cifrados for p in self._definicion.preguntas]:
            raise NumeroDeRespuestas("el resultado no tiene las filas o columnas del cómputo")
        with self._anotar(suceso):
            if self._segundas is not None and set(self._segundas) != set(self._descifrados):
                raise DuenoInvalido("hay segundas pruebas de custodios que no descifraron")
            totales = factores_totales(self._custodios, tuple(self._descifrados.values()))
            self._reglas.exigir_resultado(
                self._computo or (), totales, resultado, self._acumulador.boletas
            )
        self._resultado = resultado


@contextmanager
def _situar(suceso: Suceso) -> Iterator[None]:
    """Say at which event a failure was met."""
    try:
        yield
    except FallaDeBoletas as falla:
        if suceso.entrada not in falla.entrada:
            falla.entrada = ", ".join(filter(None, (suceso.entrada, falla.entrada)))
        raise
