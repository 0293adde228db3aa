"""Remake what depends on an edit, by who holds every key: hashes, heads, signatures, never figures.

After it no hash gives the edit away. What the verifier still finds is owed to two places that say
one thing; what it no longer finds stands in one place only.
"""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from auditoria.registro import canonico
from tests.auditoria.verificador.copia import Copia, asientos_de, cabeza_de, encadenar

Asiento = dict[str, Any]

CITADOS_EN_LA_HUELLA = (
    "catalogo.json",
    "convocatoria.toml",
    "custodios.json",
    "llaves.json",
    "reglas.json",
)


DE_LA_COMISION = ("computo.json", "descifrado.json", "pases-abiertos.json", "paquete.json")
"""Files that the commission signs and its log cites."""


class Rehacedor:
    """Remakes a record from the sealed files to the MANIFIESTO."""

    def __init__(self, copia: Copia) -> None:
        self.copia = copia
        self.mesas = sorted(
            ruta.removesuffix("/acta.json") for ruta in copia.original if ruta.endswith("acta.json")
        )

    def rehacer(self) -> None:
        """Remake everything, in the order in which one thing rests on the other."""
        self._sellado()
        otra_huella = "huella.txt" in self.copia.cambiados
        for carpeta in self.mesas:
            # What nobody touched rests on nothing that changed.
            if otra_huella or any(r.startswith(f"{carpeta}/") for r in self.copia.cambiados):
                self._mesa(carpeta)
        for ruta in self.copia.cambiados:
            suya = ruta.endswith(DE_LA_COMISION)
            if suya and ruta in self.copia.actual:
                self.copia.firmar(ruta)
        self._comision()
        self.copia.enlistar()

    def _sellado(self) -> None:
        lineas = self.copia.actual["huella.txt"].decode().split("\n")
        for numero, linea in enumerate(lineas):
            nombre = linea[66:]
            if nombre in CITADOS_EN_LA_HUELLA:
                lineas[numero] = f"{self._huella(nombre)}  {nombre}"
        self.copia.poner("huella.txt", "\n".join(lineas).encode())
        for nombre in (*CITADOS_EN_LA_HUELLA, "huella.txt"):
            if nombre in self.copia.cambiados:
                self.copia.firmar(nombre)

    def _mesa(self, carpeta: str) -> None:
        huella = self._huella("huella.txt")
        for nombre in ("pases-abiertos.json", "paquete.json"):
            ruta = f"{carpeta}/{nombre}"
            if ruta in self.copia.actual:
                self._escribir(ruta, self._leer(ruta) | {"huella": huella})

        def instalar(asiento: Asiento) -> None:
            if asiento["tipo"] in ("MesaInstalada", "UrnaInstalada"):
                asiento["datos"]["huella"] = huella

        mesa, urna = f"{carpeta}/mesa-1.bitacora", f"{carpeta}/urna-1.bitacora"
        self._bitacora(urna, instalar)
        self._bitacora(mesa, instalar)
        cierre = self._leer(f"{carpeta}/cierre.json")
        cierre["huella"] = huella
        cierre["urna"]["bitacora"] = self._cabeza(urna)
        cierre["bitacora_mesa"] = self._cabeza(mesa, antes_de="ActaLevantada")
        self._escribir(f"{carpeta}/cierre.json", cierre)
        acta = self._leer(f"{carpeta}/acta.json")
        acta["huella"] = huella
        acta["instalacion"]["cabeza_mesa"] = self._cabeza(mesa, tras="MesaInstalada")
        acta["instalacion"]["cabeza_urna"] = self._cabeza(urna, tras="UrnaAbierta")
        self._escribir(f"{carpeta}/acta.json", acta)
        for nombre in ("cierre.json", "acta.json", "comprobadas.json"):
            self.copia.firmar(f"{carpeta}/{nombre}")

        def levantar(asiento: Asiento) -> None:
            if asiento["tipo"] == "ActaLevantada":
                for nombre in ("acta", "cierre"):
                    asiento["datos"][nombre] = self._huella(f"{carpeta}/{nombre}.json")

        self._bitacora(mesa, levantar)

    def _comision(self) -> None:
        huella = self._huella("huella.txt")

        def citar(asiento: Asiento) -> None:
            tipo, datos = asiento["tipo"], asiento["datos"]
            carpeta = str(datos.get("mesa", "")).replace("-", "/")
            if tipo == "ProcesoAbierto":
                datos["convocatoria"] = self._huella("convocatoria.toml")
            elif tipo == "CeremoniaConcluida":
                datos["custodios"] = self._huella("custodios.json")
            elif tipo == "DefinicionSellada":
                datos["huella"] = huella
            elif tipo == "RegistroRecibido" and carpeta in self.mesas:
                for citado in datos["archivos"]:
                    ruta = f"{carpeta}/{citado['ruta']}"
                    if ruta in self.copia.actual and not ruta.endswith(".bel"):
                        citado["sha256"] = self._huella(ruta)
                for cabeza in datos["bitacoras"]:
                    ruta = f"{'/'.join(cabeza['origen'].split('/')[2:])}.bitacora"
                    if ruta in self.copia.actual:
                        cabeza.update(self._cabeza(ruta))
            elif tipo == "PasesAbiertos" and f"{carpeta}/pases-abiertos.json" in self.copia.actual:
                datos["pases"] = self._huella(f"{carpeta}/pases-abiertos.json")
            elif tipo == "PaqueteRecibido" and f"{carpeta}/paquete.json" in self.copia.actual:
                datos["paquete"] = self._huella(f"{carpeta}/paquete.json")
            elif tipo == "MesaDescifrada" and carpeta in self.mesas:
                bel = carpeta.rpartition("/")[2]
                datos["archivo"] = self._huella(f"{carpeta}/{bel}.bel")
                datos["descifrado"] = self._huella(f"{carpeta}/descifrado.json")

        comision = "comision.bitacora"
        self._bitacora(comision, citar)
        resultados = self._leer("resultados.json")
        resultados["huella"] = huella
        if asientos_de(self.copia.actual[comision]):
            resultados["bitacora"] = self._cabeza(comision, antes_de="ResultadosPublicados")
        for contienda in resultados["demarcaciones"]:
            ruta = f"{contienda['clave']}/computo.json"
            if ruta in self.copia.actual:
                contienda["computo"] = self._huella(ruta)
        self._escribir("resultados.json", resultados)
        self.copia.firmar("resultados.json")

        def publicar(asiento: Asiento) -> None:
            if asiento["tipo"] == "ResultadosPublicados":
                asiento["datos"]["resultados"] = self._huella("resultados.json")

        self._bitacora(comision, publicar)

    def _bitacora(self, ruta: str, cambiar: Callable[[Asiento], None]) -> None:
        asientos = asientos_de(self.copia.actual[ruta])
        for asiento in asientos:
            cambiar(asiento)
        origen = self.copia.origen(ruta)
        self.copia.poner(ruta, encadenar(asientos, origen))
        self.copia.firmar(ruta)

    def _cabeza(self, ruta: str, *, antes_de: str = "", tras: str = "") -> Asiento:
        """Head of a log: whole, before the last entry of a type, or after the first."""
        lineas = self.copia.actual[ruta].split(b"\n")[:-1]
        tipos = [json.loads(linea)["tipo"] for linea in lineas]
        if antes_de in tipos:
            lineas = lineas[: len(tipos) - 1 - tipos[::-1].index(antes_de)]
        elif tras in tipos:
            lineas = lineas[: tipos.index(tras) + 1]
        origen = self.copia.origen(ruta)
        cabeza = cabeza_de(b"".join(linea + b"\n" for linea in lineas), origen)
        return {"origen": origen, "tamano": cabeza.tamano, "raiz": cabeza.raiz().hex()}

    def _leer(self, ruta: str) -> Any:
        return json.loads(self.copia.actual[ruta])

    def _escribir(self, ruta: str, valor: Any) -> None:
        self.copia.poner(ruta, canonico.escribir(valor))

    def _huella(self, ruta: str) -> str:
        return sha256(self.copia.actual[ruta]).hexdigest()
