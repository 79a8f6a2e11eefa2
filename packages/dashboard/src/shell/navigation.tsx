import { Link, useLocation } from 'wouter';
import { useWaiting } from '../pages/requests/use-waiting.ts';
import { useWords } from '../words/locale.tsx';
import { icons, type NavigationName } from './icons.ts';
import styles from './navigation.module.css';

const PLACES: readonly (readonly [name: NavigationName, path: string])[] = [
  ['start', '/'],
  ['requests', '/requests'],
  ['companies', '/companies'],
  ['myData', '/my-data'],
  ['activity', '/activity'],
  ['settings', '/settings'],
];

/** The six places: beside the page, on a small screen below it. */
export function Navigation() {
  const { navigation } = useWords();
  const [location] = useLocation();
  const waiting = useWaiting().length;
  return (
    <nav className={styles['navigation']} aria-label={navigation.label}>
      <ul className={styles['list']}>
        {PLACES.map(([name, path]) => (
          <li key={name}>
            <Link
              href={path}
              className={styles['link'] ?? ''}
              aria-current={isHere(location, path) ? 'page' : undefined}
            >
              <svg className={styles['icon']} viewBox="0 0 24 24" aria-hidden="true">
                <path d={icons[name]} />
              </svg>
              {navigation[name]}
              {name === 'requests' && waiting > 0 && (
                <span className={styles['count']}>
                  <span aria-hidden="true">{waiting}</span>
                  <span className={styles['hidden']}>{navigation.waiting(waiting)}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const isHere = (location: string, path: string): boolean =>
  path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`);
