/** Keys whose private half everybody can read, by their x coordinate: those of RFCs, and of this project's tests and fake gateway. */
export const PUBLISHED_KEYS: ReadonlySet<string> = new Set([
  // RFC 7515 appendix A.3
  'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  // RFC 7517 appendix A.2
  'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  // RFC 9449
  'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
  // The fake gateway of the vendor SDK
  'zd60JD-4qCFME2p7GogtFW2N2J8zSrK4JECko_GPze4',
  '10W_0UM-6ruhYSaEmAqgX5sKeNtD4B0dwDuwplT6KgI',
  // The test vectors of this project
  'KTvxuktmd9rq9JG0hY7ua9TQjHbztIdVH8XjfTZCIIU',
  'lD-b1jan_199Apbmm6ZRWk6vtFAksbjxzfi1awkNqKM',
  'at01Hnjmb5CI59GPI5aeJWxEtNxrvQGE3QWq4eMTyHA',
  'A8sQIMcGeaIq0Z9QztrK4CXuqEB-AVK8tmeIooe5ZZQ',
  'UwFou2ej_T6-63n8PkUps7kLgFn3FQhOKf12bAzy6bA',
]);
