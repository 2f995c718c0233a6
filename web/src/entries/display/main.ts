import './display.css';
