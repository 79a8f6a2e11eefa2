export type NavigationName = 'start' | 'requests' | 'companies' | 'myData' | 'activity' | 'settings';

/** Lines in a square of 24, drawn in the colour of the text. */
export const icons: Readonly<Record<NavigationName, string>> = {
  start: 'M3 11.5 12 4l9 7.5M5.5 9.5V20h13V9.5M10 20v-5.5h4V20',
  requests: 'M4 13.5 6.5 5h11L20 13.5V19H4zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20',
  companies: 'M4 20V5.5L13 4v16M13 9.5l7 1.5v9M2.5 20h19M7.5 8.5h2M7.5 12h2M7.5 15.5h2M16.5 14v0M16.5 17v0',
  myData: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-3.600 3.800-5.5 7.5-5.5s6.700 1.900 7.5 5.5',
  activity: 'M12 7.5V12l3 2M4.5 9A8 8 0 1 1 4 12.5M4 4.5V9h4.5',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
};
