/** The stock footer says nothing that this product needs. */
export default function Footer(): null {
  return null;
}
