/** Stands for bootstrap.mjs in an image, where everything is installed and built: says which Node to run with. */
process.stdout.write(`${process.execPath}\n`);
