// Copy a code: what a scanner would read, for who tries the demonstration without one.

for (const boton of document.querySelectorAll("[data-copiar]")) {
  const rotulo = boton.textContent;
  boton.addEventListener("click", async () => {
    await navigator.clipboard.writeText(boton.dataset.copiar);
    boton.textContent = "Copiado";
    setTimeout(() => {
      boton.textContent = rotulo;
    }, 1500);
  });
}
