/** Vite brings a style sheet onto the page of a browser test. */
declare module '*.css';
